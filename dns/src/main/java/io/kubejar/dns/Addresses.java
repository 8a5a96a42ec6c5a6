package io.kubejar.dns;

import java.net.InetAddress;
import java.util.Optional;

/// Addresses as text, as bytes and as names of the reverse zones.
final class Addresses {
  private Addresses() {}

  /// The bytes of an address in text form; empty for anything else.
  static Optional<byte[]> parse(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The one spelling that is used to compare addresses; the text itself when it is no address.
  static String canonical(String text) {
    try {
      return InetAddress.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /// The address that a name under `in-addr.arpa` or `ip6.arpa` stands for.
  static Optional<String> fromReverse(String name) {
    if (name.endsWith(".in-addr.arpa")) {
      String[] parts = name.substring(0, name.length() - ".in-addr.arpa".length()).split("\\.");
      if (parts.length != 4) {
        return Optional.empty();
      }
      String text = parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0];
      return parse(text).map(bytes -> text);
    }
    String[] nibbles = name.substring(0, name.length() - ".ip6.arpa".length()).split("\\.");
    if (nibbles.length != 32) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 31; i >= 0; i--) {
      text.append(nibbles[i]);
      if (i % 4 == 0 && i > 0) {
        text.append(':');
      }
    }
    return parse(text.toString()).map(bytes -> canonical(text.toString()));
  }
}
