package io.kubejar.controllers.servicecidr;

import java.math.BigInteger;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A range of addresses of one family.
///
/// @param length bytes of an address
/// @param network the first address as a number
/// @param prefix how many bits all addresses have in common
record Range(int length, BigInteger network, int prefix) {
  /// Reads `10.96.0.0/16`; null when it is no range.
  static @Nullable Range parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    try {
      byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
      int prefix = Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > address.length * 8) {
        return null;
      }
      return new Range(
          address.length, cut(new BigInteger(1, address), address.length, prefix), prefix);
    } catch (IllegalArgumentException _) {
      return null; // neither an address nor a number
    }
  }

  private static BigInteger cut(BigInteger address, int length, int prefix) {
    int host = length * 8 - prefix;
    return address.shiftRight(host).shiftLeft(host);
  }

  boolean contains(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == length
          && cut(new BigInteger(1, bytes), length, prefix).equals(network);
    } catch (IllegalArgumentException _) {
      return false; // no address
    }
  }

  boolean contains(Range other) {
    return other.length == length
        && other.prefix >= prefix
        && cut(other.network, length, prefix).equals(network);
  }

  boolean overlaps(Range other) {
    return contains(other) || other.contains(this);
  }
}
