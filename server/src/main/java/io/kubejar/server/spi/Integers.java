package io.kubejar.server.spi;

/// Whole numbers in requests, with the words in which clients are told what is wrong with them.
public final class Integers {
  private Integers() {}

  /// A number with or without a sign.
  ///
  /// @throws NumberFormatException with the words for clients
  public static long signed(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    checkDigits("ParseInt", text, from);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong("ParseInt", text, "value out of range");
    }
  }

  /// A number without a sign, up to 2^64-1 as [Long#parseUnsignedLong(String)] has it.
  ///
  /// @throws NumberFormatException with the words for clients
  public static long unsigned(String text) {
    checkDigits("ParseUint", text, 0);
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw wrong("ParseUint", text, "value out of range");
    }
  }

  private static void checkDigits(String function, String text, int from) {
    if (from == text.length()) {
      throw wrong(function, text, "invalid syntax");
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw wrong(function, text, "invalid syntax");
      }
    }
  }

  private static NumberFormatException wrong(String function, String text, String why) {
    return new NumberFormatException(
        "strconv.%s: parsing \"%s\": %s".formatted(function, text, why));
  }
}
