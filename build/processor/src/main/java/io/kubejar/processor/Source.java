package io.kubejar.processor;

import java.util.List;

/// Text of a Java source that grows line by line.
final class Source {
  private final StringBuilder text = new StringBuilder();

  Source line(String format, Object... arguments) {
    text.append(arguments.length == 0 ? format : format.formatted(arguments)).append('\n');
    return this;
  }

  /// The head of every generated file.
  static Source open(RecordModel model) {
    return new Source()
        .line("package %s;", model.packageName())
        .line("")
        .line("import javax.annotation.processing.Generated;")
        .line("import org.jspecify.annotations.Nullable;")
        .line("");
  }

  static String quote(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  static String listOf(List<String> values) {
    StringBuilder out = new StringBuilder("java.util.List.of(");
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(quote(values.get(i)));
    }
    return out.append(')').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
