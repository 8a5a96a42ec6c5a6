package io.kubejar.store;

import java.nio.charset.StandardCharsets;

/// How large keys, values and transactions may be.
///
/// @param keyBytes the longest key
/// @param valueBytes the largest value
/// @param operations the most operations of a transaction
public record Limits(int keyBytes, int valueBytes, int operations) {

  /// 1 KiB keys, 3 MiB values (upstream's limit of a request body), 1,024 operations.
  public static final Limits DEFAULT = new Limits(1024, 3 * 1024 * 1024, 1024);

  /// Refuses a transaction that exceeds the limits or has a malformed key.
  public void check(Transaction transaction) {
    var operations = transaction.operations();
    if (operations.size() > this.operations) {
      throw new TooLargeException(
          "operations of a transaction", operations.size(), this.operations);
    }
    for (var compare : transaction.compares()) {
      checkKey(compare.key());
    }
    for (var operation : operations) {
      checkKey(operation.key());
      if (operation instanceof Transaction.Put(_, var value, _) && value.length > valueBytes) {
        throw new TooLargeException("value of " + operation.key(), value.length, valueBytes);
      }
    }
  }

  private void checkKey(String key) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("empty key");
    }
    boolean ascii = true;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("key with a zero byte");
      }
      ascii &= c < 0x80;
    }
    int length = key.length();
    if (!ascii) {
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
        throw new IllegalArgumentException("key with half a surrogate pair");
      }
      length = key.getBytes(StandardCharsets.UTF_8).length;
    }
    if (length > keyBytes) {
      throw new TooLargeException("key", length, keyBytes);
    }
  }
}
