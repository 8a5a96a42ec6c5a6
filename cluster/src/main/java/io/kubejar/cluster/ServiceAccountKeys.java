package io.kubejar.cluster;

import io.kubejar.http.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// The key pair that signs tokens, from files.
final class ServiceAccountKeys {
  private ServiceAccountKeys() {}

  /// Reads a private key; the public one is the file beside it that ends in `.pub`, which keys of
  /// RSA can do without.
  ///
  /// @throws IllegalArgumentException when there is no such pair
  static KeyPair read(Path file) throws IOException {
    PrivateKey key = Pem.privateKey(Files.readString(file));
    String name = String.valueOf(file.getFileName());
    Path beside = file.resolveSibling(name.replaceFirst("\\.(key|pem)$", "") + ".pub");
    try {
      KeyFactory factory = KeyFactory.getInstance(key.getAlgorithm());
      if (key instanceof RSAPrivateCrtKey rsa) {
        return new KeyPair(
            factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent())),
            key);
      }
      if (!Files.isReadable(beside)) {
        throw new IllegalArgumentException("its public key is expected in " + beside);
      }
      String base64 = Files.readString(beside).replaceAll("-----[A-Z ]+-----", "");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64))),
          key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it is no key pair", e);
    }
  }
}
