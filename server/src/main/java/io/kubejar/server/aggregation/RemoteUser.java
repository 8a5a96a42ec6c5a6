package io.kubejar.server.aggregation;

import io.kubejar.http.Headers;
import io.kubejar.server.spi.HeaderText;
import io.kubejar.server.spi.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Who asks, in the headers by which an authenticating proxy tells it.
final class RemoteUser {
  private static final String PREFIX = "x-remote-";
  private static final String PROTOCOL_TOKEN = "base64url.bearer.authorization.k8s.io.";
  private static final String PLAIN = "!#$&'*+-.^_`|~";

  private RemoteUser() {}

  /// The headers with the user, and without what a client said of users itself.
  static Headers of(User user, Headers given) {
    var headers = Headers.builder();
    for (Headers.Field field : given) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.equals("sec-websocket-protocol")) {
        String protocols = withoutToken(field.value());
        if (!protocols.isEmpty()) {
          headers.add(field.name(), protocols);
        }
      } else if (!name.startsWith(PREFIX)) {
        headers.add(field.name(), field.value());
      }
    }
    headers.add("X-Remote-User", HeaderText.encoded(user.name()));
    if (!user.uid().isEmpty()) {
      headers.add("X-Remote-Uid", HeaderText.encoded(user.uid()));
    }
    user.groups().forEach(group -> headers.add("X-Remote-Group", HeaderText.encoded(group)));
    for (Map.Entry<String, List<String>> extra : user.extra().entrySet()) {
      String name = "X-Remote-Extra-" + escaped(extra.getKey());
      extra.getValue().forEach(value -> headers.add(name, HeaderText.encoded(value)));
    }
    return headers.build();
  }

  /// WebSocket clients may carry their token among the protocols.
  private static String withoutToken(String protocols) {
    return String.join(
        ", ",
        List.of(protocols.split(",")).stream()
            .map(String::strip)
            .filter(each -> !each.startsWith(PROTOCOL_TOKEN))
            .toList());
  }

  /// A key as part of a header's name.
  private static String escaped(String key) {
    var text = new StringBuilder(key.length());
    for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || PLAIN.indexOf(c) >= 0;
      if (plain) {
        text.append(c);
      } else {
        text.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return text.toString();
  }
}
