package io.kubejar.store;

import java.util.Comparator;

/// The order of keys: that of their UTF-8 bytes, which is the order of their code points.
public final class KeyOrder {

  /// The order as a comparator.
  public static final Comparator<String> COMPARATOR = KeyOrder::compare;

  private KeyOrder() {}

  /// Compares two keys.
  public static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates stand for code points above all other chars, though their own numbers are not.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? a - b
            : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }

  /// The first key after all that begin with a prefix; empty when there is none.
  static String afterPrefix(String prefix) {
    int length = prefix.length();
    while (length > 0) {
      int last = prefix.codePointBefore(length);
      length -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, length) + Character.toString(next);
      }
    }
    return "";
  }
}
