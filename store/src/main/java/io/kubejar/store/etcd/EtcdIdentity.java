package io.kubejar.store.etcd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Who a client of etcd is: a certificate with its key in two files, which are read again for the
/// next connection when they have changed.
final class EtcdIdentity extends X509ExtendedKeyManager {
  private static final System.Logger LOG = System.getLogger("io.kubejar.store.etcd");
  private static final String NAME = "etcd";

  private final Path certificate;
  private final Path key;
  private volatile Kept kept;

  @SuppressWarnings("ArrayRecordComponent") // as the key manager's interface has it
  private record Kept(
      FileTime certificateTime, FileTime keyTime, X509Certificate[] chain, PrivateKey key) {}

  private EtcdIdentity(Path certificate, Path key) throws IOException {
    this.certificate = certificate;
    this.key = key;
    this.kept = load();
  }

  /// @throws IOException when the files can't be read
  static EtcdIdentity read(Path certificate, Path key) throws IOException {
    return new EtcdIdentity(certificate, key);
  }

  private Kept load() throws IOException {
    FileTime certificateTime = Files.getLastModifiedTime(certificate);
    FileTime keyTime = Files.getLastModifiedTime(key);
    try {
      X509Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)))
              .stream()
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      if (chain.length == 0) {
        throw new IOException("there is no certificate in " + certificate);
      }
      return new Kept(certificateTime, keyTime, chain, PemKey.parse(Files.readString(key)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          "%s and %s are no certificate with its key: %s"
              .formatted(certificate, key, e.getMessage()));
    }
  }

  private Kept current() {
    Kept last = kept;
    try {
      if (!Files.getLastModifiedTime(certificate).equals(last.certificateTime())
          || !Files.getLastModifiedTime(key).equals(last.keyTime())) {
        last = load();
        kept = last;
      }
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the client certificate for etcd stays the one that was read before: {0}",
          e.getMessage());
    }
    return last;
  }

  @Override
  public String chooseEngineClientAlias(
      String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
    return NAME;
  }

  @Override
  public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
    return NAME;
  }

  @Override
  public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
    return new String[] {NAME};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return current().chain().clone();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return current().key();
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
