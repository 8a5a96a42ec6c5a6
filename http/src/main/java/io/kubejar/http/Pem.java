package io.kubejar.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys and certificates in PEM text.
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");

  /// The DER of `rsaEncryption` with its NULL parameter, as an AlgorithmIdentifier.
  private static final byte[] RSA_ALGORITHM = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private static final byte[] EC_ALGORITHM_OID = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  private Pem() {}

  /// All certificates of the text, in order.
  ///
  /// @throws IllegalArgumentException when there is none or one is malformed
  public static List<X509Certificate> certificates(String text) {
    var certificates = new ArrayList<X509Certificate>();
    Matcher blocks = BLOCK.matcher(text);
    try {
      var factory = CertificateFactory.getInstance("X.509");
      while (blocks.find()) {
        if (blocks.group(1).equals("CERTIFICATE")) {
          var der = new ByteArrayInputStream(decode(blocks.group(2)));
          certificates.add((X509Certificate) factory.generateCertificate(der));
        }
      }
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException("malformed certificate", malformed);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("no certificate in the PEM text");
    }
    return List.copyOf(certificates);
  }

  /// The first private key of the text: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC), not encrypted.
  ///
  /// @throws IllegalArgumentException when there is none or it is malformed
  public static PrivateKey privateKey(String text) {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      byte[] der = decode(blocks.group(2));
      switch (blocks.group(1)) {
        case "PRIVATE KEY" -> {
          return parse(der);
        }
        case "RSA PRIVATE KEY" -> {
          return parse(privateKeyInfo(RSA_ALGORITHM, der));
        }
        case "EC PRIVATE KEY" -> {
          return parse(privateKeyInfo(ecAlgorithm(der), der));
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException("no private key in the PEM text");
  }

  /// PEM text of a block, in lines of 64 characters.
  public static String encode(String type, byte[] der) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }

  private static byte[] decode(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }

  private static PrivateKey parse(byte[] pkcs8) {
    var spec = new PKCS8EncodedKeySpec(pkcs8);
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException _) {
        // Not of this algorithm; the encoding tells only the parser.
      }
    }
    throw new IllegalArgumentException("private key of an unknown algorithm");
  }

  /// `PrivateKeyInfo ::= SEQUENCE { version 0, algorithm, OCTET STRING key }`
  private static byte[] privateKeyInfo(byte[] algorithm, byte[] key) {
    var content = new ByteArrayOutputStream();
    content.writeBytes(new byte[] {0x02, 0x01, 0x00});
    content.writeBytes(algorithm);
    content.writeBytes(tagged(0x04, key));
    return tagged(0x30, content.toByteArray());
  }

  /// Takes the curve from the `[0]` parameters of an `ECPrivateKey`.
  private static byte[] ecAlgorithm(byte[] ecPrivateKey) {
    for (int i = 0; i + 3 < ecPrivateKey.length; i++) {
      if (ecPrivateKey[i] == (byte) 0xa0 && ecPrivateKey[i + 2] == 0x06) {
        int length = ecPrivateKey[i + 1];
        if (length == ecPrivateKey[i + 3] + 2 && i + 2 + length <= ecPrivateKey.length) {
          var content = new ByteArrayOutputStream();
          content.writeBytes(EC_ALGORITHM_OID);
          content.write(ecPrivateKey, i + 2, length);
          return tagged(0x30, content.toByteArray());
        }
      }
    }
    throw new IllegalArgumentException("EC private key without its curve");
  }

  private static byte[] tagged(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
