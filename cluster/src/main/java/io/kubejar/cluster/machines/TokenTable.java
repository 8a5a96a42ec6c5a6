package io.kubejar.cluster.machines;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.value.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// The tokens of a cluster as a table for people, with kubeadm's columns.
public final class TokenTable {
  private static final List<String> COLUMNS =
      List.of("TOKEN", "TTL", "EXPIRES", "USAGES", "DESCRIPTION", "EXTRA GROUPS");

  private TokenTable() {}

  /// One line a token, after one of titles.
  public static List<String> of(List<Secret> secrets, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS);
    for (Secret secret : secrets) {
      if (secret.type().equals(BootstrapToken.TYPE)) {
        rows.add(row(secret, now));
      }
    }
    int[] widths = new int[COLUMNS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(cell);
      if (i + 1 < widths.length) {
        line.repeat(' ', widths[i] - cell.length() + 3);
      }
    }
    return line.toString();
  }

  private static List<String> row(Secret secret, Instant now) {
    String expires = text(secret, "expiration");
    String left = "<forever>";
    if (!expires.isEmpty()) {
      try {
        left = left(Duration.between(now, OffsetDateTime.parse(expires).toInstant()));
      } catch (DateTimeParseException _) {
        left = "<invalid>";
      }
    }
    List<String> usages = new ArrayList<>();
    for (String usage : List.of("authentication", "signing")) {
      if (text(secret, "usage-bootstrap-" + usage).equals("true")) {
        usages.add(usage);
      }
    }
    return List.of(
        text(secret, "token-id") + "." + text(secret, "token-secret"),
        left,
        expires.isEmpty() ? "<never>" : expires,
        orNone(String.join(",", usages)),
        orNone(text(secret, "description")),
        orNone(text(secret, "auth-extra-groups")));
  }

  /// A time span in its largest unit, as kubectl has ages.
  private static String left(Duration duration) {
    if (duration.isNegative()) {
      return "<invalid>";
    }
    if (duration.toMinutes() < 2) {
      return duration.toSeconds() + "s";
    }
    if (duration.toHours() < 3) {
      return duration.toMinutes() + "m";
    }
    return duration.toDays() < 2 ? duration.toHours() + "h" : duration.toDays() + "d";
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "<none>" : text;
  }

  private static String text(Secret secret, String key) {
    Bytes value = secret.data().get(key);
    return value == null ? "" : value.toUtf8().replaceAll("\\p{Cntrl}", "?");
  }
}
