package io.kubejar.cel.library;

import io.kubejar.cel.value.Sizes;
import io.kubejar.cel.value.TypeValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An IP address.
///
/// @param octets 4 or 16 octets
record Address(List<Byte> octets) implements TypeValue.Named, Sizes.Sized {
  static final String TYPE = "net.IP";

  Address {
    octets = List.copyOf(octets);
  }

  static Address of(byte[] octets) {
    List<Byte> list = new ArrayList<>(octets.length);
    for (byte octet : octets) {
      list.add(octet);
    }
    return new Address(list);
  }

  @Override
  public String typeName() {
    return TYPE;
  }

  @Override
  public long size() {
    return octets.size();
  }

  boolean isFour() {
    return octets.size() == 4;
  }

  byte[] toArray() {
    byte[] array = new byte[octets.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = octets.get(i);
    }
    return array;
  }

  BigInteger number() {
    return new BigInteger(1, toArray());
  }

  /// The address in which all bits after the first `length` are zero.
  Address masked(int length) {
    byte[] array = toArray();
    for (int i = 0; i < array.length; i++) {
      int kept = Math.clamp(length - i * 8L, 0, 8);
      array[i] &= (byte) (0xff << (8 - kept));
    }
    return of(array);
  }

  int at(int index) {
    return octets.get(index) & 0xff;
  }

  boolean isUnspecified() {
    return number().signum() == 0;
  }

  boolean isLoopback() {
    return isFour() ? at(0) == 127 : number().equals(BigInteger.ONE);
  }

  boolean isLinkLocalMulticast() {
    return isFour()
        ? at(0) == 224 && at(1) == 0 && at(2) == 0
        : at(0) == 0xff && (at(1) & 0x0f) == 2;
  }

  boolean isLinkLocalUnicast() {
    return isFour() ? at(0) == 169 && at(1) == 254 : at(0) == 0xfe && (at(1) & 0xc0) == 0x80;
  }

  boolean isGlobalUnicast() {
    boolean broadcast = isFour() && number().bitCount() == 32;
    boolean multicast = isFour() ? (at(0) & 0xf0) == 0xe0 : at(0) == 0xff;
    return !broadcast && !isUnspecified() && !isLoopback() && !multicast && !isLinkLocalUnicast();
  }

  /// Reads an address in strict notation, or null: no leading zeros, no zone, no IPv4 in IPv6.
  static @Nullable Address parse(String text) {
    return text.indexOf(':') < 0 ? four(text) : six(text);
  }

  private static @Nullable Address four(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] octets = new byte[4];
    for (int i = 0; i < 4; i++) {
      String part = parts[i];
      if (part.isEmpty()
          || part.length() > 3
          || part.length() > 1 && part.charAt(0) == '0'
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')
          || Integer.parseInt(part) > 255) {
        return null;
      }
      octets[i] = (byte) Integer.parseInt(part);
    }
    return of(octets);
  }

  private static @Nullable Address six(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0 || text.indexOf('.') >= 0) {
      return null;
    }
    List<String> head = groups(gap < 0 ? text : text.substring(0, gap));
    List<String> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
    int count = head.size() + tail.size();
    if (gap < 0 ? count != 8 : count > 7) {
      return null;
    }
    byte[] octets = new byte[16];
    for (int i = 0; i < head.size(); i++) {
      if (!put(octets, i, head.get(i))) {
        return null;
      }
    }
    for (int i = 0; i < tail.size(); i++) {
      if (!put(octets, 8 - tail.size() + i, tail.get(i))) {
        return null;
      }
    }
    return of(octets);
  }

  private static List<String> groups(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(":", -1));
  }

  private static boolean put(byte[] octets, int place, String group) {
    if (group.isEmpty()
        || group.length() > 4
        || !group.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
      return false;
    }
    int value = Integer.parseInt(group, 16);
    octets[2 * place] = (byte) (value >> 8);
    octets[2 * place + 1] = (byte) value;
    return true;
  }

  /// The canonical text: lower case, the longest run of zeros shortened.
  @Override
  public String toString() {
    if (isFour()) {
      return at(0) + "." + at(1) + "." + at(2) + "." + at(3);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = at(2 * i) << 8 | at(2 * i + 1);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
            .append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
