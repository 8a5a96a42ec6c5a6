package io.kubejar.cel.cost;

/// A least and a greatest number; what does not fit a `long` is the greatest `long`.
public record Range(long min, long max) {
  public static final Range ZERO = new Range(0, 0);
  public static final Range ONE = new Range(1, 1);
  static final Range UNKNOWN = new Range(0, Long.MAX_VALUE);

  static Range of(long exactly) {
    return new Range(exactly, exactly);
  }

  Range plus(Range other) {
    return new Range(add(min, other.min), add(max, other.max));
  }

  Range times(Range other) {
    return new Range(multiply(min, other.min), multiply(max, other.max));
  }

  Range scaled(double factor) {
    return new Range(scale(min, factor), scale(max, factor));
  }

  /// The range that has both within.
  Range or(Range other) {
    return new Range(Math.min(min, other.min), Math.max(max, other.max));
  }

  /// The range of the smaller of two numbers.
  Range least(Range other) {
    return new Range(Math.min(min, other.min), Math.min(max, other.max));
  }

  static long add(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /// The product of two numbers that are not negative.
  public static long multiply(long left, long right) {
    return Math.multiplyHigh(left, right) != 0 || left * right < 0 ? Long.MAX_VALUE : left * right;
  }

  private static long scale(long number, double factor) {
    return (long) Math.ceil(number * factor);
  }
}
