package io.kubejar.wire.json;

import java.math.BigDecimal;

/// Floating-point numbers as upstream writes them: shortest digits, an exponent only for very small
/// and very large ones.
final class Doubles {
  private Doubles() {}

  static String toText(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new JsonException("json: unsupported value: " + value, "");
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    double size = Math.abs(value);
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (size >= 1e-6 && size < 1e21) {
      return digits.toPlainString();
    }
    String unscaled = digits.unscaledValue().abs().toString();
    int exponent = digits.precision() - digits.scale() - 1;
    String mantissa =
        unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
    String sign = value < 0 ? "-" : "";
    // A positive exponent has at least two digits; so has, after its zero is dropped, no negative.
    return sign + mantissa + "e" + (exponent < 0 ? exponent : "+" + exponent);
  }
}
