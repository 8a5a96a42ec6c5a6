package io.kubejar.proofs.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A value that says who wrote it, and of which every byte is known.
final class Value {

  private Value() {}

  static byte[] of(String id, int size) {
    var head = (id + " ").getBytes(US_ASCII);
    var value = new byte[head.length + size];
    new SplittableRandom(id.hashCode()).nextBytes(value);
    System.arraycopy(head, 0, value, 0, head.length);
    return value;
  }

  /// Who wrote it; fails when a byte is not as it was written.
  static String id(byte[] value) {
    int end = 0;
    while (end < value.length && value[end] != ' ') {
      end++;
    }
    var id = new String(value, 0, end, US_ASCII);
    assertThat(Arrays.equals(value, of(id, value.length - end - 1))).as("value of " + id).isTrue();
    return id;
  }
}
