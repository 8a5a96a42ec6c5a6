package io.kubejar.api.kind;

import java.util.Set;

/// The words that are no identifiers in expressions of CEL.
///
/// @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">CEL, syntax</a>
public final class CelWords {
  public static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private CelWords() {}
}
