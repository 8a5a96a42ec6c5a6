package io.kubejar.api.kind;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Internet addresses and prefixes as objects write them, parsed without any look-up.
public final class Addresses {
  private static final String NOT_AN_ADDRESS =
      "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
  private static final String NOT_A_PREFIX =
      "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
  private static final String NOT_AN_INTERFACE_ADDRESS =
      "must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)";
  private static final int MAPPED_BITS = 96;

  private Addresses() {}

  /// A prefix: the network's address and the number of bits that count.
  @SuppressWarnings("ArrayRecordComponent") // never compared, lives for one check
  public record Prefix(byte[] address, int bits) {
    /// Whether an address lies in the prefix.
    public boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int shift = address.length * 8 - bits;
      return new BigInteger(1, other)
          .shiftRight(shift)
          .equals(new BigInteger(1, address).shiftRight(shift));
    }

    /// Whether no bit beyond the prefix is set.
    public boolean isNetwork() {
      int shift = address.length * 8 - bits;
      BigInteger value = new BigInteger(1, address);
      return value.shiftRight(shift).shiftLeft(shift).equals(value);
    }
  }

  /// What is wrong with an address of either family in a field that is as old as the API: it need
  /// not be in canonical form, but has to mean the same to everybody.
  public static List<String> address(String text) {
    if (parse(text) == null) {
      return List.of(NOT_AN_ADDRESS);
    }
    if (hasLeadingZero(text)) {
      return List.of("must not have leading 0s");
    }
    return isMapped(text) ? List.of("must not be an IPv4-mapped IPv6 address") : List.of();
  }

  /// What is wrong with an address that has to be in canonical form.
  public static List<String> canonicalAddress(String text) {
    List<String> wrong = address(text);
    byte[] bytes = parse(text);
    if (!wrong.isEmpty() || bytes == null) {
      return wrong;
    }
    String canonical = canonical(bytes);
    return canonical.equals(text) ? List.of() : List.of(notCanonical(canonical));
  }

  /// What is wrong with a prefix of either family in a field that is as old as the API.
  public static List<String> prefix(String text) {
    Prefix prefix = parsePrefix(text);
    if (prefix == null) {
      return List.of(NOT_A_PREFIX);
    }
    int slash = text.indexOf('/');
    String address = text.substring(0, slash);
    if (hasLeadingZero(address) || text.length() > slash + 2 && text.charAt(slash + 1) == '0') {
      return List.of("must not have leading 0s in IP or prefix length");
    }
    if (isMapped(address)) {
      return List.of("must not have an IPv4-mapped IPv6 address");
    }
    return prefix.isNetwork()
        ? List.of()
        : List.of("must not have bits set beyond the prefix length");
  }

  /// What is wrong with a prefix that has to be in canonical form.
  public static List<String> canonicalPrefix(String text) {
    List<String> wrong = prefix(text);
    Prefix prefix = parsePrefix(text);
    if (!wrong.isEmpty() || prefix == null) {
      return wrong;
    }
    String canonical = canonical(prefix.address()) + "/" + prefix.bits();
    return canonical.equals(text) ? List.of() : List.of(notCanonical(canonical));
  }

  /// What is wrong with an address of an interface, which tells the size of its network and is in
  /// canonical form.
  public static List<String> interfaceAddress(String text) {
    Prefix prefix = parsePrefix(text);
    if (prefix == null) {
      return List.of(NOT_AN_INTERFACE_ADDRESS);
    }
    byte[] address = prefix.address();
    int bits = prefix.bits();
    if (address.length == 16 && isMapped(address) && bits >= MAPPED_BITS) {
      address = Arrays.copyOfRange(address, MAPPED_BITS / 8, address.length);
      bits -= MAPPED_BITS;
    }
    String canonical = canonical(address) + "/" + bits;
    return canonical.equals(text) ? List.of() : List.of(notCanonical(canonical));
  }

  /// Warns of an IPv6 address that is not written as others write it.
  public static void warn(String text, Path path, List<String> warnings) {
    byte[] bytes = text.indexOf(':') < 0 ? null : parse(text);
    if (bytes != null && !canonical(bytes).equals(text)) {
      warnings.add(
          "%s: IPv6 address \"%s\" should be in RFC 5952 canonical format (\"%s\")"
              .formatted(path, text, canonical(bytes)));
    }
  }

  /// Warns of an IPv6 prefix that is not written as others write it.
  public static void warnOfPrefix(String text, Path path, List<String> warnings) {
    Prefix prefix = text.indexOf(':') < 0 ? null : parsePrefix(text);
    String canonical = prefix == null ? text : canonical(prefix.address()) + "/" + prefix.bits();
    if (!canonical.equals(text)) {
      warnings.add(
          "%s: IPv6 CIDR value \"%s\" should be in RFC 5952 canonical format (\"%s\")"
              .formatted(path, text, canonical));
    }
  }

  private static String notCanonical(String canonical) {
    return "must be in canonical form (\"" + canonical + "\")";
  }

  private static boolean hasLeadingZero(String address) {
    int dot = address.indexOf('.');
    if (dot < 0) {
      return false;
    }
    String tail = address.substring(address.lastIndexOf(':') + 1);
    for (String part : tail.split("\\.", -1)) {
      if (part.length() > 1 && part.charAt(0) == '0') {
        return true;
      }
    }
    return false;
  }

  private static boolean isMapped(String address) {
    byte[] bytes = address.indexOf(':') < 0 ? null : parseWideIpv6(address);
    return bytes != null && isMapped(bytes);
  }

  /// Whether the text is an address with a colon.
  public static boolean isIpv6(String text) {
    byte[] bytes = parse(text);
    return bytes != null && bytes.length == 16;
  }

  public static boolean isIpv4(String text) {
    byte[] bytes = parse(text);
    return bytes != null && bytes.length == 4;
  }

  public static boolean isIpv6Prefix(String text) {
    Prefix prefix = parsePrefix(text);
    return prefix != null && prefix.address().length == 16;
  }

  /// The 4 or 16 bytes of an address; null when the text is none. Mapped IPv4 addresses have 4.
  public static byte @Nullable [] parse(String text) {
    return text.indexOf(':') >= 0 ? parseIpv6(text) : parseIpv4(text);
  }

  /// The prefix; null when the text is none.
  public static @Nullable Prefix parsePrefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    String head = text.substring(0, slash);
    byte[] address = head.indexOf(':') >= 0 ? parseWideIpv6(head) : parseIpv4(head);
    String bits = text.substring(slash + 1);
    if (address == null || bits.isEmpty() || bits.length() > 3 || !isDigits(bits)) {
      return null;
    }
    int count = Integer.parseInt(bits);
    return count > address.length * 8 ? null : new Prefix(address, count);
  }

  /// What keeps an address from being one that others can be sent to, as endpoints are.
  public static List<String> nonSpecial(String text) {
    List<String> wrong = address(text);
    byte[] bytes = parse(text);
    if (!wrong.isEmpty() || bytes == null) {
      return wrong;
    }
    if (isZero(bytes)) {
      return List.of("may not be unspecified (0.0.0.0 or ::)");
    }
    if (bytes.length == 4 ? bytes[0] == 127 : isIpv6Loopback(bytes)) {
      return List.of("may not be in the loopback range (127.0.0.0/8, ::1/128)");
    }
    if (bytes.length == 4
        ? bytes[0] == (byte) 169 && bytes[1] == (byte) 254
        : bytes[0] == (byte) 0xFE && (bytes[1] & 0xC0) == 0x80) {
      return List.of("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
    }
    if (bytes.length == 4
        ? bytes[0] == (byte) 224 && bytes[1] == 0 && bytes[2] == 0
        : bytes[0] == (byte) 0xFF && bytes[1] == 2) {
      return List.of("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    }
    return List.of();
  }

  /// The form in which an address is written by RFC 5952.
  public static String canonical(byte[] bytes) {
    if (bytes.length == 4) {
      return (bytes[0] & 0xFF)
          + "."
          + (bytes[1] & 0xFF)
          + "."
          + (bytes[2] & 0xFF)
          + "."
          + (bytes[3] & 0xFF);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        out.append("::");
        i += bestLength - 1;
      } else {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
          out.append(':');
        }
        out.append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }

  private static byte @Nullable [] parseIpv4(String text) {
    byte[] bytes = new byte[4];
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    for (int i = 0; i < 4; i++) {
      String part = parts[i];
      int digits = part.length();
      if (digits == 0 || digits > 10 || !isDigits(part) || Long.parseLong(part) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(part);
    }
    return bytes;
  }

  private static byte @Nullable [] parseIpv6(String text) {
    byte[] bytes = parseWideIpv6(text);
    if (bytes != null && isMapped(bytes)) {
      return Arrays.copyOfRange(bytes, 12, 16);
    }
    return bytes;
  }

  private static byte @Nullable [] parseWideIpv6(String text) {
    String head = text;
    byte[] tail = null;
    int dot = text.indexOf('.');
    if (dot >= 0) {
      int colon = text.lastIndexOf(':');
      tail = colon < 0 ? null : parseIpv4(text.substring(colon + 1));
      if (tail == null) {
        return null;
      }
      head = text.substring(0, colon + 1);
      head = head.endsWith("::") ? head : head.substring(0, colon);
    }
    int room = tail == null ? 8 : 6;
    int gap = head.indexOf("::");
    int[] front = groups(gap < 0 ? head : head.substring(0, gap));
    int[] back = gap < 0 ? new int[0] : groups(head.substring(gap + 2));
    if (front == null || back == null) {
      return null;
    }
    int count = front.length + back.length;
    if (gap < 0 ? count != room : count > room - 1) {
      return null;
    }
    byte[] bytes = new byte[16];
    put(bytes, 0, front);
    put(bytes, (room - back.length) * 2, back);
    if (tail != null) {
      System.arraycopy(tail, 0, bytes, 12, 4);
    }
    return bytes;
  }

  private static int @Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    String[] parts = text.split(":", -1);
    int[] groups = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.isEmpty() || part.length() > 4) {
        return null;
      }
      for (int j = 0; j < part.length(); j++) {
        if (Character.digit(part.charAt(j), 16) < 0 || part.charAt(j) > 'f') {
          return null;
        }
      }
      groups[i] = Integer.parseInt(part, 16);
    }
    return groups;
  }

  private static void put(byte[] bytes, int at, int[] groups) {
    int next = at;
    for (int group : groups) {
      bytes[next++] = (byte) (group >> 8);
      bytes[next++] = (byte) group;
    }
  }

  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF;
  }

  private static boolean isIpv6Loopback(byte[] bytes) {
    for (int i = 0; i < 15; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[15] == 1;
  }

  private static boolean isZero(byte[] bytes) {
    for (byte each : bytes) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
