package io.kubejar.cel.library;

import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Sizes;
import io.kubejar.cel.value.TypeValue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// IP addresses and ranges of them.
final class AddressFunctions {
  private static final String IP = Address.TYPE;
  private static final String CIDR = "net.CIDR";

  private AddressFunctions() {}

  /// A range of addresses: those that share the first bits with one.
  record Range(Address address, int length) implements TypeValue.Named, Sizes.Sized {
    @Override
    public String typeName() {
      return CIDR;
    }

    @Override
    public long size() {
      return (length + 7) / 8;
    }

    boolean contains(Address other) {
      return other.isFour() == address.isFour()
          && other.masked(length).equals(address.masked(length));
    }

    @Override
    public String toString() {
      return address + "/" + length;
    }
  }

  static void register(Functions.Table table) {
    table
        .declare("ip(string) -> " + IP, a -> ip((String) a[0]))
        .declare("isIP(string) -> bool", a -> Address.parse((String) a[0]) != null)
        .declare("string(" + IP + ") -> string", a -> a[0].toString())
        .declare("ip.isCanonical(string) -> bool", a -> ip((String) a[0]).toString().equals(a[0]))
        .declare(IP + "::family() -> int", a -> ((Address) a[0]).isFour() ? 4L : 6L);
    test(table, "isUnspecified", Address::isUnspecified);
    test(table, "isLoopback", Address::isLoopback);
    test(table, "isLinkLocalMulticast", Address::isLinkLocalMulticast);
    test(table, "isLinkLocalUnicast", Address::isLinkLocalUnicast);
    test(table, "isGlobalUnicast", Address::isGlobalUnicast);
    table
        .declare("cidr(string) -> " + CIDR, a -> cidr((String) a[0]))
        .declare("isCIDR(string) -> bool", a -> parse((String) a[0]) != null)
        .declare("string(" + CIDR + ") -> string", a -> a[0].toString())
        .declare(CIDR + "::ip() -> " + IP, a -> ((Range) a[0]).address())
        .declare(
            CIDR + "::masked() -> " + CIDR,
            a -> {
              Range range = (Range) a[0];
              return new Range(range.address().masked(range.length()), range.length());
            })
        .declare(CIDR + "::prefixLength() -> int", a -> (long) ((Range) a[0]).length())
        .declare(
            CIDR + "::containsIP(" + IP + ") -> bool", a -> ((Range) a[0]).contains((Address) a[1]))
        .declare(
            CIDR + "::containsIP(string) -> bool",
            a -> ((Range) a[0]).contains(known(Address.parse((String) a[1]))))
        .declare(
            CIDR + "::containsCIDR(" + CIDR + ") -> bool",
            a -> contains((Range) a[0], (Range) a[1]))
        .declare(
            CIDR + "::containsCIDR(string) -> bool",
            a -> contains((Range) a[0], known(parse((String) a[1]))));
  }

  private static void test(Functions.Table table, String name, Predicate<Address> test) {
    table.declare(IP + "::" + name + "() -> bool", a -> test.test((Address) a[0]));
  }

  private static boolean contains(Range outer, Range inner) {
    return outer.length() <= inner.length() && outer.contains(inner.address());
  }

  /// An argument that is no address makes the call one that no overload takes.
  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw CelError.noSuchOverload();
    }
    return value;
  }

  private static Address ip(String text) {
    Address address = Address.parse(text);
    if (address == null) {
      throw new CelError(
          "IP Address %s parse error during conversion from string: ParseAddr(%s): unable to parse IP"
              .formatted('"' + text + '"', '"' + text + '"'));
    }
    return address;
  }

  private static Range cidr(String text) {
    Range range = parse(text);
    if (range == null) {
      throw new CelError(
          "network address parse error during conversion from string: network address parse error during conversion from string: netip.ParsePrefix(%s): no '/'"
              .formatted('"' + text + '"'));
    }
    return range;
  }

  private static @Nullable Range parse(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      return null;
    }
    Address address = Address.parse(text.substring(0, slash));
    String length = text.substring(slash + 1);
    if (address == null
        || length.isEmpty()
        || length.length() > 3
        || length.length() > 1 && length.charAt(0) == '0'
        || !length.chars().allMatch(c -> c >= '0' && c <= '9')
        || Integer.parseInt(length) > address.octets().size() * 8) {
      return null;
    }
    return new Range(address, Integer.parseInt(length));
  }
}
