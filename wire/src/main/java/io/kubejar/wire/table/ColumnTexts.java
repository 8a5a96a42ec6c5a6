package io.kubejar.wire.table;

import io.kubejar.api.kind.GroupVersionKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The descriptions that clients of the API know columns of tables by.
///
/// They are read once from `columns.txt`: kind (or `*`), column and text, with tabs between them.
final class ColumnTexts {
  private static final Map<String, String> TEXTS = read();

  private ColumnTexts() {}

  /// The known description of a column, or the kind's own.
  static String of(GroupVersionKind kind, String column, String own) {
    String prefix = kind.group().isEmpty() ? "" : kind.group() + "/";
    String known = TEXTS.get(prefix + kind.version() + "/" + kind.kind() + "\t" + column);
    return known != null ? known : TEXTS.getOrDefault("*\t" + column, own);
  }

  private static Map<String, String> read() {
    var texts = new HashMap<String, String>();
    var source =
        Objects.requireNonNull(
            ColumnTexts.class.getResourceAsStream("columns.txt"), "columns.txt is missing");
    try (var lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int end = line.indexOf('\t', line.indexOf('\t') + 1);
        String text = line.substring(end + 1).replace("\\n", "\n").replace("\\\\", "\\");
        texts.put(line.substring(0, end), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
