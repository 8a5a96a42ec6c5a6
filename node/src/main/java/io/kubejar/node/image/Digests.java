package io.kubejar.node.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Names of contents: `sha256:` and 64 hexadecimal digits.
final class Digests {

  private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String of(byte[] content) {
    return named(sha256().digest(content));
  }

  static String named(byte[] hash) {
    return "sha256:" + HexFormat.of().formatHex(hash);
  }

  static boolean isDigest(String text) {
    return SHA256.matcher(text).matches();
  }

  static String hex(String digest) {
    return digest.substring("sha256:".length());
  }
}
