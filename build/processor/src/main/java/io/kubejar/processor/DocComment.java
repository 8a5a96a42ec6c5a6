package io.kubejar.processor;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A documentation comment taken apart into its text and its `@param` tags.
record DocComment(String body, Map<String, String> parameters) {

  static DocComment parse(@Nullable String text) {
    if (text == null) {
      return new DocComment("", Map.of());
    }
    StringBuilder body = new StringBuilder();
    Map<String, String> parameters = new HashMap<>();
    String parameter = null;
    for (String raw : text.strip().split("\n")) {
      String line = raw.strip();
      if (line.startsWith("@param ")) {
        String[] words = line.substring("@param ".length()).strip().split("\\s+", 2);
        parameter = words[0];
        parameters.put(parameter, words.length > 1 ? words[1] : "");
      } else if (line.startsWith("@")) {
        parameter = "";
      } else if (parameter == null) {
        body.append(body.isEmpty() || body.charAt(body.length() - 1) == '\n' ? "" : " ");
        body.append(line.isEmpty() ? "\n" : line);
      } else {
        parameters.merge(parameter, line, (head, tail) -> head + " " + tail);
      }
    }
    return new DocComment(body.toString().strip(), parameters);
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
