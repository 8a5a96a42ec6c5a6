package io.kubejar.node.simulated;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The addresses of a range, handed out in turn so that one given back is not used at once again.
final class AddressPool {

  private static final int MOST = 1 << 16;

  private final BigInteger first;
  private final int bytes;
  private final int size;
  private final BitSet used = new BitSet();
  private int next;

  /// @param range such as `10.244.0.0/24`; its first two addresses and its last are left out, as
  ///   the network, the gateway and the broadcast address
  AddressPool(String range) {
    int slash = range.indexOf('/');
    try {
      byte[] network = InetAddress.ofLiteral(range.substring(0, slash)).getAddress();
      int free = network.length * 8 - Integer.parseInt(range.substring(slash + 1));
      bytes = network.length;
      first = new BigInteger(1, network).shiftRight(free).shiftLeft(free).add(BigInteger.TWO);
      size = (free >= 16 ? MOST : 1 << free) - 3;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a range of addresses: " + range, e);
    }
    if (size < 1) {
      throw new IllegalArgumentException("a range without free addresses: " + range);
    }
  }

  /// An address, or null when all are in use.
  @Nullable String take() {
    int index = used.nextClearBit(next);
    if (index >= size) {
      index = used.nextClearBit(0);
    }
    if (index >= size) {
      return null;
    }
    used.set(index);
    next = index + 1;
    return text(first.add(BigInteger.valueOf(index)));
  }

  void giveBack(String address) {
    byte[] value = InetAddress.ofLiteral(address).getAddress();
    BigInteger index = new BigInteger(1, value).subtract(first);
    if (index.signum() >= 0 && index.bitLength() < 31) {
      used.clear(index.intValue());
    }
  }

  private String text(BigInteger address) {
    byte[] value = address.toByteArray();
    byte[] padded = new byte[bytes];
    int length = Math.min(bytes, value.length);
    System.arraycopy(value, value.length - length, padded, bytes - length, length);
    try {
      return InetAddress.getByAddress(padded).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
