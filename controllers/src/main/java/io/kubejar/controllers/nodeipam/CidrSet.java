package io.kubejar.controllers.nodeipam;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.BitSet;
import java.util.Optional;

/// A network cut into subnets of one size, each given out once.
final class CidrSet {
  private static final int MOST = 1 << 16;

  private final BigInteger base;
  private final int bits;
  private final int prefix;
  private final int size;
  private final BitSet taken = new BitSet();
  private int next;

  /// The subnets of a network, such as `10.244.0.0/16` cut into `/24`.
  CidrSet(String network, int subnetPrefix) {
    byte[] address = address(network);
    int length = length(network);
    if (length > subnetPrefix) {
      throw new IllegalArgumentException(
          "cluster CIDR %s is smaller than a node's /%d".formatted(network, subnetPrefix));
    }
    this.bits = address.length * 8;
    BigInteger whole = new BigInteger(1, address);
    this.base = whole.shiftRight(bits - length).shiftLeft(bits - length);
    this.prefix = subnetPrefix;
    this.size = subnetPrefix - length >= 16 ? MOST : 1 << (subnetPrefix - length);
  }

  private static byte[] address(String cidr) {
    try {
      return InetAddress.ofLiteral(cidr.substring(0, cidr.indexOf('/'))).getAddress();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("invalid CIDR address: " + cidr, e);
    }
  }

  private static int length(String cidr) {
    return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
  }

  /// Gives out the next free subnet after the one before; empty when there is none.
  synchronized Optional<String> allocate() {
    for (int i = 0; i < size; i++) {
      int index = (next + i) % size;
      if (!taken.get(index)) {
        taken.set(index);
        next = (index + 1) % size;
        return Optional.of(text(index));
      }
    }
    return Optional.empty();
  }

  private String text(int index) {
    BigInteger subnet = base.add(BigInteger.valueOf(index).shiftLeft(bits - prefix));
    byte[] address = new byte[bits / 8];
    byte[] number = subnet.toByteArray();
    int count = Math.min(number.length, address.length);
    System.arraycopy(number, number.length - count, address, address.length - count, count);
    try {
      return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Marks a subnet as given out; nothing happens for one of another network.
  synchronized void occupy(String cidr) {
    int index = index(cidr);
    if (index >= 0) {
      taken.set(index);
    }
  }

  /// Takes a subnet back.
  synchronized void release(String cidr) {
    int index = index(cidr);
    if (index >= 0) {
      taken.clear(index);
    }
  }

  private int index(String cidr) {
    byte[] address = address(cidr);
    if (address.length * 8 != bits || length(cidr) != prefix) {
      return -1;
    }
    BigInteger offset = new BigInteger(1, address).subtract(base).shiftRight(bits - prefix);
    return offset.signum() < 0 || offset.compareTo(BigInteger.valueOf(size)) >= 0
        ? -1
        : offset.intValue();
  }
}
