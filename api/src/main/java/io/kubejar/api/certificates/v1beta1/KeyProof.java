package io.kubejar.api.certificates.v1beta1;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Public keys of pods, and signatures that prove who has the private ones.
final class KeyProof {
  private static final int DIGEST = 32;

  private KeyProof() {}

  /// Why a key cannot be used.
  ///
  /// @param shown what of the key is shown; may be empty
  record Problem(String shown, String message) {}

  /// The key of its PKIX form; null when it has none.
  static @Nullable PublicKey parse(byte[] pkix) {
    for (String algorithm : List.of("EC", "RSA", "EdDSA", "X25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(pkix));
      } catch (InvalidKeySpecException e) {
        // It may be a key of another sort.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    return null;
  }

  /// Why a key cannot be used; null when it can.
  static @Nullable Problem problem(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> {
        int bits = rsa.getModulus().bitLength();
        yield bits == 3072 || bits == 4096
            ? null
            : new Problem(bits + "-bit modulus", "RSA keys must have modulus size 3072 or 4096");
      }
      case ECPublicKey elliptic -> {
        int bits = elliptic.getParams().getCurve().getField().getFieldSize();
        yield List.of(256, 384, 521).contains(bits)
            ? null
            : new Problem("curve P-" + bits, "elliptic public keys must use curve P256 or P384");
      }
      case EdECPublicKey edwards when edwards.getParams().getName().equals("Ed25519") -> null;
      default ->
          new Problem("", "unknown public key type; supported types are Ed25519, ECDSA, and RSA");
    };
  }

  /// Whether a signature of a message was made with the private key of a public one.
  static boolean verifies(PublicKey key, byte[] message, byte[] proof) {
    try {
      return switch (key) {
        case RSAPublicKey rsa -> {
          int longest = (rsa.getModulus().bitLength() - 1 + 7) / 8 - DIGEST - 2;
          yield verifies(rsa, message, proof, DIGEST) || verifies(rsa, message, proof, longest);
        }
        case ECPublicKey elliptic ->
            verifies(Signature.getInstance("SHA256withECDSA"), elliptic, message, proof);
        default -> verifies(Signature.getInstance("Ed25519"), key, message, proof);
      };
    } catch (GeneralSecurityException e) {
      return false; // a malformed signature proves nothing
    }
  }

  /// PSS with a salt of a certain length, which a signature does not tell.
  private static boolean verifies(RSAPublicKey key, byte[] message, byte[] proof, int salt)
      throws GeneralSecurityException {
    Signature pss = Signature.getInstance("RSASSA-PSS");
    pss.setParameter(
        new PSSParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, PSSParameterSpec.TRAILER_FIELD_BC));
    return verifies(pss, key, message, proof);
  }

  private static boolean verifies(Signature signature, PublicKey key, byte[] message, byte[] proof)
      throws GeneralSecurityException {
    signature.initVerify(key);
    signature.update(message);
    return signature.verify(proof);
  }
}
