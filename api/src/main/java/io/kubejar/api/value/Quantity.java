package io.kubejar.api.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// A fixed-point amount with a unit suffix, such as `500m`, `1.5Gi` or `12e6`.
///
/// Its text is canonical: no fraction digits, the largest suffix that allows that, and the suffix
/// family ([Format]) in which it was written. The finest unit is the nano, to which amounts are
/// rounded up. Two quantities are equal when their amounts are, whatever their texts: `1Gi` equals
/// `1073741824`.
///
/// An amount is `unscaled × 10^exponent` with a `long` in front; only what does not fit falls back
/// to a [BigDecimal].
public final class Quantity implements Comparable<Quantity> {
  /// The family of suffixes that a quantity is written with.
  public enum Format {
    /// `n u m k M G T P E`
    DECIMAL_SI,
    /// `Ki Mi Gi Ti Pi Ei`
    BINARY_SI,
    /// `e3`, `e6`, `e-3`
    DECIMAL_EXPONENT
  }

  public static final Quantity ZERO = new Quantity(0, 0, null, Format.DECIMAL_SI);

  private final long unscaled;
  private final int exponent;
  private final @Nullable BigDecimal big;
  private final Format format;
  private @Nullable String text;

  private Quantity(long unscaled, int exponent, @Nullable BigDecimal big, Format format) {
    this.unscaled = unscaled;
    this.exponent = exponent;
    this.big = big;
    this.format = format;
  }

  /// Reads a quantity in any accepted spelling; throws [IllegalArgumentException] otherwise.
  public static Quantity parse(String text) {
    return QuantityParser.parse(text);
  }

  /// A whole number of units.
  public static Quantity of(long value, Format format) {
    return new Quantity(value, 0, null, format);
  }

  /// A whole number of units, decimal.
  public static Quantity of(long value) {
    return of(value, Format.DECIMAL_SI);
  }

  /// A whole number of thousandths.
  public static Quantity ofMillis(long value, Format format) {
    return scaled(value, -3, format);
  }

  /// `value × 10^exponent`.
  public static Quantity scaled(long value, int exponent, Format format) {
    return exponent >= -9
        ? new Quantity(value, exponent, null, format)
        : of(BigDecimal.valueOf(value).scaleByPowerOfTen(exponent), format);
  }

  /// An exact amount, rounded up (away from zero) to the nano.
  public static Quantity of(BigDecimal amount, Format format) {
    BigDecimal exact = roundUpToNano(amount).stripTrailingZeros();
    if (exact.signum() == 0) {
      return new Quantity(0, 0, null, format);
    }
    return exact.precision() <= 18
        ? new Quantity(exact.unscaledValue().longValueExact(), -exact.scale(), null, format)
        : new Quantity(0, 0, exact, format);
  }

  private static BigDecimal roundUpToNano(BigDecimal amount) {
    if (amount.scale() <= 9) {
      return amount;
    }
    // Far below a nano: spares the division by a huge power of ten.
    if (amount.signum() != 0 && (long) amount.precision() - amount.scale() < -9) {
      return BigDecimal.valueOf(amount.signum(), 9);
    }
    return amount.setScale(9, RoundingMode.UP);
  }

  /// The suffix family.
  public Format format() {
    return format;
  }

  /// -1, 0 or 1.
  public int signum() {
    return big == null ? Long.signum(unscaled) : big.signum();
  }

  public boolean isZero() {
    return signum() == 0;
  }

  /// The exact amount.
  public BigDecimal amount() {
    return big != null ? big : BigDecimal.valueOf(unscaled).scaleByPowerOfTen(exponent);
  }

  /// The number of units, rounded away from zero, and at most what a `long` holds.
  public long value() {
    return scaledValue(0);
  }

  /// The number of thousandths, rounded away from zero, and at most what a `long` holds.
  public long milliValue() {
    return scaledValue(-3);
  }

  /// The number of `10^scale` units, rounded away from zero, and at most what a `long` holds.
  public long scaledValue(int scale) {
    if (big == null) {
      int shift = exponent - scale;
      if (shift == 0 || unscaled == 0) {
        return unscaled;
      }
      if (shift < 0) {
        return shift < -18 ? Long.signum(unscaled) : divideUp(unscaled, POWERS[-shift]);
      }
      if (shift <= 18) {
        long power = POWERS[shift];
        if (Math.abs(unscaled) <= Long.MAX_VALUE / power) {
          return unscaled * power;
        }
      }
      return unscaled < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    BigDecimal shifted = big.scaleByPowerOfTen(-scale);
    if ((long) shifted.precision() - shifted.scale() > 19) {
      return big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    BigInteger rounded = shifted.setScale(0, RoundingMode.UP).toBigInteger();
    return rounded.bitLength() < 64
        ? rounded.longValue()
        : rounded.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /// The nearest floating-point number.
  public double toDouble() {
    return amount().doubleValue();
  }

  /// The sum, in the format of this one unless this one is zero.
  public Quantity plus(Quantity other) {
    Format kept = isZero() ? other.format : format;
    if (big == null && other.big == null && exponent == other.exponent) {
      long sum = unscaled + other.unscaled;
      if (((unscaled ^ sum) & (other.unscaled ^ sum)) >= 0) {
        return new Quantity(sum, exponent, null, kept);
      }
    }
    return of(amount().add(other.amount()), kept);
  }

  /// The difference, in the format of this one unless this one is zero.
  public Quantity minus(Quantity other) {
    return plus(other.negate());
  }

  public Quantity negate() {
    return big == null && unscaled != Long.MIN_VALUE
        ? new Quantity(-unscaled, exponent, null, format)
        : of(amount().negate(), format);
  }

  /// The product with a whole number.
  public Quantity times(long factor) {
    return of(amount().multiply(BigDecimal.valueOf(factor)), format);
  }

  /// The same amount written with another suffix family.
  public Quantity in(Format other) {
    return other == format ? this : new Quantity(unscaled, exponent, big, other);
  }

  /// Rounds up to a multiple of `10^scale`, as admission does with millis.
  public Quantity roundUp(int scale) {
    BigDecimal rounded = amount().setScale(-scale, RoundingMode.UP);
    return rounded.compareTo(amount()) == 0 ? this : of(rounded, format);
  }

  @Override
  public int compareTo(Quantity other) {
    if (big == null && other.big == null && exponent == other.exponent) {
      return Long.compare(unscaled, other.unscaled);
    }
    return amount().compareTo(other.amount());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantity that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return isZero() ? 0 : amount().stripTrailingZeros().hashCode();
  }

  /// The canonical text.
  @Override
  public String toString() {
    String known = text;
    if (known == null) {
      known = QuantityText.of(this);
      text = known;
    }
    return known;
  }

  /// Keeps the canonical text's instance when the text that was read is already canonical.
  Quantity withText(String read) {
    if (toString().equals(read)) {
      text = read;
    }
    return this;
  }

  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private static long divideUp(long value, long divisor) {
    long quotient = value / divisor;
    return value % divisor == 0 ? quotient : quotient + Long.signum(value);
  }
}
