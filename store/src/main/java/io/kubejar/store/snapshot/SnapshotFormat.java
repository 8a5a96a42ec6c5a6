package io.kubejar.store.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What the writer and the reader agree upon.
final class SnapshotFormat {
  static final byte[] MAGIC = "KUBEJAR-STORE 1\n".getBytes(StandardCharsets.US_ASCII);
  static final int END = 0;
  static final int LEASE = 1;
  static final int ENTRY = 2;
  static final int DIGEST_BYTES = 32;

  /// More than any store takes, so that a damaged length asks for no absurd memory.
  static final int MOST_KEY_BYTES = 64 << 10;

  static final int MOST_VALUE_BYTES = 64 << 20;

  private SnapshotFormat() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
