package io.kubejar.api.value;

import io.kubejar.api.value.Quantity.Format;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Reads quantities: a sign, digits with at most one point, and a suffix.
final class QuantityParser {
  private static final String WRONG_FORMAT =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  private static final String WRONG_SUFFIX = "unable to parse quantity's suffix";
  private static final String SUFFIX_LETTERS = "eEinumkKMGTP";
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  /// Larger ones are capped, so that arithmetic never aligns amounts over millions of digits.
  private static final int LARGEST_EXPONENT = 100;

  /// Digits that can matter: what follows only says whether it is anything at all.
  private static final int MOST_DIGITS = 200;

  private final String text;
  private boolean negative;
  private String whole = "";
  private String fraction = "";
  private String suffix = "";

  /// The amount before its suffix is `digits × 10^scale`.
  private String digits = "";

  private int scale;

  private QuantityParser(String text) {
    this.text = text;
  }

  static Quantity parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(WRONG_FORMAT);
    }
    if (text.equals("0")) {
      return Quantity.ZERO;
    }
    QuantityParser parser = new QuantityParser(text);
    parser.split();
    return parser.quantity().withText(text);
  }

  private void split() {
    int end = text.length();
    char first = text.charAt(0);
    negative = first == '-';
    int at = negative || first == '+' ? 1 : 0;
    while (at < end && text.charAt(at) == '0') {
      at++;
    }
    int wholeEnd = digitsEnd(at);
    whole = text.substring(at, wholeEnd);
    at = wholeEnd;
    if (at < end && text.charAt(at) == '.') {
      int fractionEnd = digitsEnd(at + 1);
      fraction = text.substring(at + 1, fractionEnd);
      at = fractionEnd;
    }
    int suffixStart = at;
    while (at < end && SUFFIX_LETTERS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    if (digitsEnd(at) != end) {
      throw new IllegalArgumentException(WRONG_FORMAT);
    }
    suffix = text.substring(suffixStart);
  }

  private int digitsEnd(int at) {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /// Keeps the digits that matter.
  private void shorten() {
    digits = whole + fraction;
    scale = -fraction.length();
    if (digits.length() <= MOST_DIGITS) {
      return;
    }
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    int end = Math.min(digits.length(), from + MOST_DIGITS);
    boolean more = false;
    for (int i = end; i < digits.length() && !more; i++) {
      more = digits.charAt(i) != '0';
    }
    scale += digits.length() - end - (more ? 1 : 0);
    digits = digits.substring(from, end) + (more ? "1" : "");
  }

  private Quantity quantity() {
    int binary = binaryExponent(suffix);
    shorten();
    int length = digits.length();
    if (binary > 0) {
      return binary(binary);
    }
    Format format = Format.DECIMAL_SI;
    int exponent = decimalExponent(suffix);
    if (exponent == NONE) {
      exponent = writtenExponent(suffix);
      format = Format.DECIMAL_EXPONENT;
    }
    long power = (long) exponent + scale;
    if (length <= 18 && power >= -9 && power <= LARGEST_EXPONENT) {
      long value = length == 0 ? 0 : Long.parseLong(digits);
      return value == 0
          ? Quantity.of(0, format)
          : Quantity.scaled(negative ? -value : value, (int) power, format);
    }
    BigDecimal amount = unscaled();
    if (amount.signum() == 0) {
      return Quantity.of(0, format);
    }
    // Beyond these exponents the amount is capped or rounded whatever its digits are.
    long bounded = Math.clamp(power, -(length + 20L), 20L);
    return limited(amount.scaleByPowerOfTen((int) bounded), format);
  }

  private Quantity binary(int exponent) {
    BigDecimal factor = new BigDecimal(BigInteger.ONE.shiftLeft(exponent));
    BigDecimal amount = unscaled().scaleByPowerOfTen(scale).multiply(factor);
    boolean belowOne = amount.signum() != 0 && amount.abs().compareTo(BigDecimal.ONE) < 0;
    return limited(amount, belowOne ? Format.DECIMAL_SI : Format.BINARY_SI);
  }

  private BigDecimal unscaled() {
    BigDecimal value = digits.isEmpty() ? BigDecimal.ZERO : new BigDecimal(digits);
    return negative ? value.negate() : value;
  }

  private static Quantity limited(BigDecimal amount, Format format) {
    if (amount.abs().compareTo(LARGEST) > 0) {
      return Quantity.of(amount.signum() < 0 ? LARGEST.negate() : LARGEST, format);
    }
    return Quantity.of(amount, format);
  }

  private static final int NONE = Integer.MIN_VALUE;

  private static int binaryExponent(String suffix) {
    return suffix.length() == 2 && suffix.charAt(1) == 'i'
        ? 10 * " KMGTPE".indexOf(suffix.charAt(0))
        : 0;
  }

  private static int decimalExponent(String suffix) {
    return switch (suffix) {
      case "n" -> -9;
      case "u" -> -6;
      case "m" -> -3;
      case "" -> 0;
      case "k" -> 3;
      case "M" -> 6;
      case "G" -> 9;
      case "T" -> 12;
      case "P" -> 15;
      case "E" -> 18;
      default -> NONE;
    };
  }

  private static int writtenExponent(String suffix) {
    char first = suffix.charAt(0);
    if (suffix.length() < 2 || (first != 'e' && first != 'E')) {
      throw new IllegalArgumentException(WRONG_SUFFIX);
    }
    try {
      return Integer.parseInt(suffix.substring(1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(WRONG_SUFFIX, e);
    }
  }
}
