package io.kubejar.server.rest;

import io.kubejar.http.Exchange;
import java.nio.charset.StandardCharsets;

/// The name under which a client comes to own fields.
final class FieldManager {
  static final int LONGEST = 128;

  private FieldManager() {}

  /// The name that the request gives, or what its user agent begins with.
  static String of(Exchange exchange) {
    String given = exchange.query().first("fieldManager", "");
    return given.isEmpty() ? ofAgent(exchange.headers().first("user-agent", "")) : given;
  }

  /// `kubectl` of `kubectl/v1.36.0 (linux/amd64) …`, as far as it can be printed.
  static String ofAgent(String agent) {
    int slash = agent.indexOf('/');
    String product = slash < 0 ? agent : agent.substring(0, slash);
    var name = new StringBuilder();
    int length = 0;
    for (int c : product.codePoints().toArray()) {
      if (!isPrintable(c)) {
        continue;
      }
      length += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (length > LONGEST) {
        break;
      }
      name.appendCodePoint(c);
    }
    return name.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
