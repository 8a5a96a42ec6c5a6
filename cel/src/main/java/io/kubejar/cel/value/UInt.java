package io.kubejar.cel.value;

/// An unsigned whole number of 64 bits.
///
/// @param bits the number's bits
public record UInt(long bits) implements Comparable<UInt> {
  @Override
  public int compareTo(UInt other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(bits);
  }
}
