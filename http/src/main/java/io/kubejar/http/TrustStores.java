package io.kubejar.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Authorities held in memory, in the form the JDK's TLS wants them.
final class TrustStores {
  private TrustStores() {}

  static X509TrustManager trustManager(List<X509Certificate> authorities) {
    try {
      var store = empty();
      int number = 0;
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry("authority-" + number++, authority);
      }
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          return x509;
        }
      }
      throw new IllegalStateException("the JDK has no X.509 trust manager");
    } catch (GeneralSecurityException broken) {
      throw new IllegalArgumentException("unusable authorities", broken);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException impossible) {
      throw new GeneralSecurityException(impossible);
    }
  }
}
