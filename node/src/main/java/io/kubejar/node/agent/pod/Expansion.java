package io.kubejar.node.agent.pod;

import java.util.Map;

/// References to variables in texts: `$(NAME)` stands for the value, `$$` for `$`, and what is not
/// known stays as it is.
final class Expansion {
  private Expansion() {}

  static String expand(String text, Map<String, String> variables) {
    int dollar = text.indexOf('$');
    if (dollar < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    int at = 0;
    while (dollar >= 0 && dollar + 1 < text.length()) {
      out.append(text, at, dollar);
      char next = text.charAt(dollar + 1);
      if (next == '$') {
        out.append('$');
        at = dollar + 2;
      } else if (next == '(') {
        int end = text.indexOf(')', dollar);
        if (end < 0) {
          out.append("$(");
          at = dollar + 2;
        } else {
          String value = variables.get(text.substring(dollar + 2, end));
          out.append(value == null ? text.substring(dollar, end + 1) : value);
          at = end + 1;
        }
      } else {
        out.append('$').append(next);
        at = dollar + 2;
      }
      dollar = text.indexOf('$', at);
    }
    return out.append(text, at, text.length()).toString();
  }
}
