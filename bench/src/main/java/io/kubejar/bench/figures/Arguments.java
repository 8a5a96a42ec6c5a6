package io.kubejar.bench.figures;

import java.util.HashMap;
import java.util.Map;

/// The arguments of a program: `--name value` each.
final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  private Arguments() {}

  static Arguments of(String[] given) {
    var arguments = new Arguments();
    for (int i = 0; i < given.length; i += 2) {
      if (!given[i].startsWith("--") || i + 1 == given.length) {
        throw new IllegalArgumentException("expected --name value, got " + given[i]);
      }
      arguments.values.put(given[i].substring(2), given[i + 1]);
    }
    return arguments;
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }
}
