package io.kubejar.api.value;

import io.kubejar.api.value.Quantity.Format;
import java.math.BigDecimal;
import java.math.BigInteger;

/// The canonical text of a quantity.
final class QuantityText {
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final BigInteger KIBI_INTEGER = BigInteger.valueOf(1024);
  private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

  private QuantityText() {}

  static String of(Quantity quantity) {
    if (quantity.isZero()) {
      return "0";
    }
    BigDecimal amount = quantity.amount().stripTrailingZeros();
    return switch (quantity.format()) {
      case BINARY_SI ->
          isWhole(amount) && amount.abs().compareTo(KIBI) >= 0
              ? binary(amount)
              // Small or broken amounts would lose precision.
              : decimal(amount, Format.DECIMAL_SI);
      case DECIMAL_SI -> decimal(amount, Format.DECIMAL_SI);
      case DECIMAL_EXPONENT -> decimal(amount, Format.DECIMAL_EXPONENT);
    };
  }

  private static boolean isWhole(BigDecimal stripped) {
    return stripped.scale() <= 0;
  }

  private static String binary(BigDecimal amount) {
    BigInteger number = amount.toBigInteger();
    int step = 0;
    while (step < BINARY.length - 1) {
      BigInteger[] parts = number.divideAndRemainder(KIBI_INTEGER);
      if (parts[1].signum() != 0) {
        break;
      }
      number = parts[0];
      step++;
    }
    return number + BINARY[step];
  }

  /// Digits without a fraction and the largest exponent, a multiple of three, that allows that.
  private static String decimal(BigDecimal stripped, Format format) {
    int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
    if (format == Format.DECIMAL_SI) {
      exponent = Math.min(exponent, 18);
    }
    String digits = stripped.scaleByPowerOfTen(-exponent).toBigInteger().toString();
    if (exponent == 0) {
      return digits;
    }
    return format == Format.DECIMAL_EXPONENT
        ? digits + "e" + exponent
        : digits + "num kMGTPE".charAt(exponent / 3 + 3);
  }
}
