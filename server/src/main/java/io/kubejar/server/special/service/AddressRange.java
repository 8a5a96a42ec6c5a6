package io.kubejar.server.special.service;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The addresses of a service range that may be given out, by their position in it.
///
/// The network's own address is never given out, nor the broadcast address of IPv4. The lower part
/// of a range is for addresses that users choose, so that they rarely find them taken.
public final class AddressRange {
  private final String cidr;
  private final BigInteger base;
  private final int length;
  private final long size;

  private AddressRange(String cidr, BigInteger base, int length, long size) {
    this.cidr = cidr;
    this.base = base;
    this.length = length;
    this.size = size;
  }

  /// The range of a text like `10.96.0.0/16`.
  ///
  /// @throws IllegalArgumentException when it is none
  public static AddressRange parse(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a CIDR: " + cidr);
    }
    byte[] bytes = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
    int hostBits = bytes.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
    if (hostBits < 0) {
      throw new IllegalArgumentException("not a CIDR: " + cidr);
    }
    var base = new BigInteger(1, bytes).shiftRight(hostBits).shiftLeft(hostBits);
    return new AddressRange(cidr, base, bytes.length, 1L << Math.min(hostBits, 32));
  }

  @Override
  public String toString() {
    return cidr;
  }

  public boolean isIpv6() {
    return length == 16;
  }

  /// `IPv4` or `IPv6`.
  public String family() {
    return isIpv6() ? "IPv6" : "IPv4";
  }

  /// The network's own address, which stands for "some address" in a dry run.
  public String network() {
    return address(0);
  }

  /// The address of the API server's service.
  public String first() {
    return address(1);
  }

  /// Whether the address may be given out.
  public boolean contains(String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    if (bytes.length != length) {
      return false;
    }
    BigInteger offset = new BigInteger(1, bytes).subtract(base);
    return offset.signum() > 0 && offset.compareTo(BigInteger.valueOf(last())) <= 0;
  }

  /// A position to begin looking for a free address: a random one in the upper part.
  long start(RandomGenerator random) {
    long from = Math.min(dynamicFrom(), last());
    return from + Math.floorMod(random.nextLong(), Math.max(1, last() - from + 1));
  }

  /// The position after another; after the end comes the lower part, then the upper one again.
  long after(long position) {
    return position >= last() ? 1 : position + 1;
  }

  long last() {
    return isIpv6() ? size - 1 : Math.max(1, size - 2);
  }

  String address(long position) {
    byte[] digits = base.add(BigInteger.valueOf(position)).toByteArray();
    byte[] bytes = new byte[length];
    int count = Math.min(digits.length, length);
    System.arraycopy(digits, digits.length - count, bytes, length - count, count);
    try {
      return text(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + length + " bytes", e);
    }
  }

  /// KEP-3070: a sixteenth of the range, at least 16 and at most 256 addresses.
  private long dynamicFrom() {
    return size < 32 ? 1 : Math.min(Math.max(16, size / 16), 256) + 1;
  }

  /// The canonical text (RFC 5952).
  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    if (text.indexOf(':') < 0) {
      return text;
    }
    String[] groups = text.split(":");
    int bestFrom = -1;
    int bestLength = 1;
    for (int i = 0; i < groups.length; i++) {
      int end = i;
      while (end < groups.length && groups[end].equals("0")) {
        end++;
      }
      if (end - i > bestLength) {
        bestFrom = i;
        bestLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    if (bestFrom < 0) {
      return text;
    }
    String head = String.join(":", Arrays.copyOfRange(groups, 0, bestFrom));
    String tail =
        String.join(":", Arrays.copyOfRange(groups, bestFrom + bestLength, groups.length));
    return head + "::" + tail;
  }
}
