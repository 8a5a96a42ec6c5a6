package io.kubejar.server.extension.custom;

import io.kubejar.server.extension.schema.Values;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A path into an object as columns name it: members, indexes, wildcards and filters, such as
/// `.status.conditions[?(@.type=="Ready")].status`.
public final class JsonPath {
  private sealed interface Step {
    record Member(String name) implements Step {}

    record Index(int index) implements Step {}

    record All() implements Step {}

    /// @param path what of an item is compared
    /// @param operator such as `==`; empty when the path only has to lead somewhere
    record Filter(JsonPath path, String operator, @Nullable JsonValue operand) implements Step {}
  }

  private static final List<String> OPERATORS = List.of("==", "!=", "<=", ">=", "<", ">");

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /// Reads a path; empty when it is none.
  public static Optional<JsonPath> parse(String text) {
    try {
      return Optional.of(new JsonPath(new Parser(text).steps()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The names of a path that consists of members only; empty otherwise.
  public Optional<List<String>> members() {
    List<String> names = new ArrayList<>(steps.size());
    for (Step step : steps) {
      if (!(step instanceof Step.Member(String name))) {
        return Optional.empty();
      }
      names.add(name);
    }
    return Optional.of(names);
  }

  /// Where the path leads to within a value.
  public List<JsonValue> find(JsonValue root) {
    List<JsonValue> found = List.of(root);
    for (Step step : steps) {
      List<JsonValue> next = new ArrayList<>();
      for (JsonValue value : found) {
        follow(step, value, next);
      }
      found = next;
    }
    return found;
  }

  private static void follow(Step step, JsonValue value, List<JsonValue> next) {
    switch (step) {
      case Step.Member(String name) -> {
        JsonValue member = value instanceof JsonValue.Obj object ? object.get(name) : null;
        if (member != null) {
          next.add(member);
        }
      }
      case Step.Index(int index) -> {
        if (value instanceof JsonValue.Array(List<JsonValue> items)) {
          int at = index < 0 ? items.size() + index : index;
          if (at >= 0 && at < items.size()) {
            next.add(items.get(at));
          }
        }
      }
      case Step.All _ -> {
        switch (value) {
          case JsonValue.Array(List<JsonValue> items) -> next.addAll(items);
          case JsonValue.Obj object -> next.addAll(object.members().values());
          default -> {}
        }
      }
      case Step.Filter filter -> {
        if (value instanceof JsonValue.Array(List<JsonValue> items)) {
          items.stream().filter(item -> passes(filter, item)).forEach(next::add);
        }
      }
    }
  }

  private static boolean passes(Step.Filter filter, JsonValue item) {
    List<JsonValue> found = filter.path().find(item);
    JsonValue operand = filter.operand();
    if (operand == null || found.isEmpty()) {
      return operand == null && !found.isEmpty();
    }
    JsonValue value = found.getFirst();
    int order =
        value instanceof JsonValue.Text || operand instanceof JsonValue.Text
            ? Values.goText(value).compareTo(Values.goText(operand))
            : value.equals(operand) ? 0 : Double.compare(number(value), number(operand));
    return switch (filter.operator()) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      default -> order > 0;
    };
  }

  private static double number(JsonValue value) {
    return switch (value) {
      case JsonValue.Int(long whole) -> whole;
      case JsonValue.Real(double real) -> real;
      default -> Double.NaN;
    };
  }

  /// Reads the steps of a path.
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '.') {
          at++;
          if (at < text.length() && text.charAt(at) == '*') {
            at++;
            steps.add(new Step.All());
          } else if (at < text.length() && text.charAt(at) != '[') {
            steps.add(new Step.Member(name()));
          }
        } else if (c == '[') {
          steps.addAll(bracket());
        } else {
          throw new IllegalArgumentException("unexpected " + c);
        }
      }
      return steps;
    }

    private String name() {
      StringBuilder name = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        name.append(text.charAt(at++));
      }
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a name is missing");
      }
      return name.toString();
    }

    private List<Step> bracket() {
      int end = closing();
      String inner = text.substring(at + 1, end).strip();
      at = end + 1;
      if (inner.equals("*")) {
        return List.of(new Step.All());
      }
      if (inner.startsWith("?(") && inner.endsWith(")")) {
        return List.of(filter(inner.substring(2, inner.length() - 1).strip()));
      }
      if (isQuoted(inner)) {
        // what is quoted is read as if it stood after a dot: dots in it part names unless escaped
        return new Parser("." + inner.substring(1, inner.length() - 1)).steps();
      }
      return List.of(new Step.Index(Integer.parseInt(inner)));
    }

    private int closing() {
      int depth = 0;
      char quote = 0;
      for (int i = at; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '\'' || c == '"') {
          quote = c;
        } else if (c == '[') {
          depth++;
        } else if (c == ']' && --depth == 0) {
          return i;
        }
      }
      throw new IllegalArgumentException("unterminated array");
    }

    private static boolean isQuoted(String text) {
      return text.length() > 1
          && (text.startsWith("'") && text.endsWith("'")
              || text.startsWith("\"") && text.endsWith("\""));
    }

    private static Step filter(String condition) {
      for (String operator : OPERATORS) {
        int place = condition.indexOf(operator);
        if (place > 0) {
          String operand = condition.substring(place + operator.length()).strip();
          return new Step.Filter(
              operand(condition.substring(0, place).strip()), operator, literal(operand));
        }
      }
      return new Step.Filter(operand(condition), "", null);
    }

    private static JsonPath operand(String text) {
      if (!text.startsWith("@")) {
        throw new IllegalArgumentException("a filter compares parts of the item");
      }
      return new JsonPath(new Parser(text.substring(1)).steps());
    }

    private static JsonValue literal(String text) {
      if (isQuoted(text)) {
        return JsonValue.of(text.substring(1, text.length() - 1));
      }
      try {
        return JsonValue.parse(text);
      } catch (JsonException e) {
        throw new IllegalArgumentException("no value: " + text, e);
      }
    }
  }
}
