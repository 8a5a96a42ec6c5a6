package io.kubejar.wire.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A field selector: fields that have to have, or not to have, a value.
///
/// @param terms the tests, sorted by their texts; none at all lets everything pass
public record Fields(List<Term> terms) {
  private static final Fields EVERYTHING = new Fields(List.of());

  /// One test of one field.
  ///
  /// @param field the field's path, such as `metadata.name`
  /// @param equal whether the value has to be the field's, or must not be
  public record Term(String field, boolean equal, String value) {
    @Override
    public String toString() {
      String escaped = value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
      return field + (equal ? "=" : "!=") + escaped;
    }
  }

  public Fields {
    terms = List.copyOf(terms);
  }

  public static Fields everything() {
    return EVERYTHING;
  }

  /// A selector of one field with one value.
  public static Fields of(String field, String value) {
    return new Fields(List.of(new Term(field, true, value)));
  }

  /// Reads the text of a `fieldSelector` parameter, such as `metadata.name=a,spec.nodeName!=b`;
  /// throws [SelectorException] otherwise.
  public static Fields parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : split(text).stream().sorted().toList()) {
      if (!part.isEmpty()) {
        terms.add(term(text, part));
      }
    }
    return terms.isEmpty() ? EVERYTHING : new Fields(terms);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case ',' -> {
          parts.add(text.substring(from, i));
          from = i + 1;
        }
        default -> {}
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static Term term(String text, String part) {
    for (int i = 0; i < part.length(); i++) {
      for (String operator : List.of("!=", "==", "=")) {
        if (part.startsWith(operator, i)) {
          return new Term(
              part.substring(0, i),
              !operator.equals("!="),
              unescaped(part.substring(i + operator.length())));
        }
      }
    }
    throw new SelectorException(
        "invalid selector: '" + text + "'; can't understand '" + part + "'");
  }

  private static String unescaped(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '=') {
        throw new SelectorException(
            "invalid field selector: unescaped character in value: " + (int) c);
      }
      if (c == '\\') {
        i++;
        if (i == value.length() || "\\,=".indexOf(value.charAt(i)) < 0) {
          throw new SelectorException(
              "invalid field selector: invalid escape sequence: "
                  + value.substring(i - 1, Math.min(i + 1, value.length())));
        }
      }
      out.append(value.charAt(i));
    }
    return out.toString();
  }

  public boolean isEverything() {
    return terms.isEmpty();
  }

  /// The value that a field has to have, when the selector says so.
  public Optional<String> exactValue(String field) {
    for (Term term : terms) {
      if (term.equal() && term.field().equals(field)) {
        return Optional.of(term.value());
      }
    }
    return Optional.empty();
  }

  /// Whether the fields pass all tests; a field without a value counts as empty.
  public boolean matches(Function<String, String> fieldValue) {
    for (int i = 0, n = terms.size(); i < n; i++) {
      Term term = terms.get(i);
      if (fieldValue.apply(term.field()).equals(term.value()) != term.equal()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return terms.stream().map(Term::toString).collect(Collectors.joining(","));
  }
}
