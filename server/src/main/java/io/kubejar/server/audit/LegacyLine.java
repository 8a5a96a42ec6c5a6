package io.kubejar.server.audit;

import io.kubejar.api.meta.v1.Status;
import io.kubejar.server.spi.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The event as one line of `key="value"` pairs, the log's format `legacy`.
final class LegacyLine {
  private LegacyLine() {}

  static byte[] of(AuditEvent event) {
    var request = event.request();
    User user = request.user();
    User as = request.impersonated();
    var ref = request.ref();
    List<String> sources = request.origin().sourceIps();
    Status status = event.outcome().status();
    String line =
        "%s AUDIT: id=%s stage=%s ip=%s method=%s user=%s groups=%s as=%s asgroups=%s user-agent=%s namespace=%s uri=%s response=\"%s\""
            .formatted(
                request.received(),
                quote(request.origin().id()),
                quote(event.stage().toString()),
                quote(sources.isEmpty() ? "<unknown>" : sources.getFirst()),
                quote(request.verb()),
                quote(name(user, "<none>")),
                quote(groups(user, "<none>")),
                quote(name(as, "<self>")),
                quote(groups(as, "<lookup>")),
                quote(request.origin().userAgent()),
                quote(ref == null || ref.namespace().isEmpty() ? "<none>" : ref.namespace()),
                quote(request.origin().uri()),
                status == null ? "<deferred>" : Integer.toString(status.code()));
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static String name(@Nullable User user, String otherwise) {
    return user == null || user.name().isEmpty() ? otherwise : user.name();
  }

  private static String groups(@Nullable User user, String otherwise) {
    return user == null || user.groups().isEmpty()
        ? otherwise
        : user.groups().stream().map(LegacyLine::quote).collect(Collectors.joining(","));
  }

  private static String quote(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            quoted.append("\\x%02x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
