package io.kubejar.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import java.util.List;
import java.util.stream.Collectors;

/// The library's errors in upstream's words.
final class Issues {
  private static final List<String> SYNTAX =
      List.of(
          "mismatched input",
          "no viable alternative",
          "token recognition error",
          "extraneous input",
          "missing ");

  private Issues() {}

  static String text(List<CelIssue> issues, CelSource source) {
    return issues.stream()
        .map(
            issue ->
                CelIssue.formatError(issue.getSourceLocation(), worded(issue.getMessage()))
                    .toDisplayString(source))
        .collect(Collectors.joining("\n"));
  }

  private static String worded(String message) {
    for (String start : SYNTAX) {
      if (message.startsWith(start)) {
        return "Syntax error: " + message;
      }
    }
    if (message.startsWith("For input string: ")) {
      return "invalid int literal";
    }
    if (message.equals("The argument must be a simple name")) {
      return "argument must be a simple name";
    }
    int candidates = message.indexOf(" (candidates: ");
    String text = candidates < 0 ? message : message.substring(0, candidates);
    return text.startsWith("found no matching overload")
        ? text.replace("google.protobuf.Timestamp", "timestamp")
            .replace("google.protobuf.Duration", "duration")
        : text;
  }
}
