package io.kubejar.wire.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// One test of one label.
///
/// @param key the label
/// @param operator how it is tested
/// @param values what it is tested against, sorted, each once
public record Requirement(String key, Operator operator, List<String> values) {
  /// How a label is tested.
  public enum Operator {
    IN("in"),
    NOT_IN("notin"),
    EQUALS("="),
    DOUBLE_EQUALS("=="),
    NOT_EQUALS("!="),
    EXISTS("exists"),
    DOES_NOT_EXIST("!"),
    GREATER_THAN("gt"),
    LESS_THAN("lt");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /// The word for it in messages.
    public String text() {
      return text;
    }
  }

  public Requirement {
    values = List.copyOf(new TreeSet<>(values));
  }

  /// A test that keeps to the rules; throws [SelectorException] with all that it breaks.
  public static Requirement of(String key, Operator operator, List<String> values) {
    Requirement requirement = new Requirement(key, operator, values);
    List<String> errors = requirement.errors();
    if (!errors.isEmpty()) {
      throw new SelectorException(
          errors.size() == 1 ? errors.getFirst() : "[" + String.join(", ", errors) + "]");
    }
    return requirement;
  }

  private List<String> errors() {
    List<String> errors = new ArrayList<>();
    List<String> keyErrors = LabelSyntax.keyErrors(key);
    if (!keyErrors.isEmpty()) {
      errors.add("key: Invalid value: \"" + key + "\": " + String.join("; ", keyErrors));
    }
    String count =
        switch (operator) {
          case IN, NOT_IN ->
              values.isEmpty() ? "for 'in', 'notin' operators, values set can't be empty" : "";
          case EQUALS, DOUBLE_EQUALS, NOT_EQUALS ->
              values.size() == 1 ? "" : "exact-match compatibility requires one single value";
          case EXISTS, DOES_NOT_EXIST ->
              values.isEmpty() ? "" : "values set must be empty for exists and does not exist";
          case GREATER_THAN, LESS_THAN ->
              values.size() == 1 ? "" : "for 'Gt', 'Lt' operators, exactly one value is required";
        };
    if (!count.isEmpty()) {
      errors.add("values: Invalid value: " + quotedValues() + ": " + count);
    }
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      boolean ordered = operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN;
      if (ordered && !isInteger(value)) {
        errors.add(
            "values[%d]: Invalid value: \"%s\": for 'Gt', 'Lt' operators, the value must be an integer"
                .formatted(i, value));
      }
      List<String> valueErrors = LabelSyntax.valueErrors(value);
      if (!valueErrors.isEmpty()) {
        errors.add(
            "values[%d][%s]: Invalid value: \"%s\": %s"
                .formatted(i, key, value, String.join("; ", valueErrors)));
      }
    }
    return errors;
  }

  private String quotedValues() {
    return Arrays.toString(values.stream().map(value -> '"' + value + '"').toArray())
        .replace(", ", ",");
  }

  /// Whether the labels pass the test.
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN, EQUALS, DOUBLE_EQUALS -> value != null && contains(value);
      case NOT_IN, NOT_EQUALS -> value == null || !contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
      case GREATER_THAN -> value != null && compare(value) > 0;
      case LESS_THAN -> value != null && compare(value) < 0;
    };
  }

  private boolean contains(String value) {
    for (int i = 0, n = values.size(); i < n; i++) {
      if (values.get(i).equals(value)) {
        return true;
      }
    }
    return false;
  }

  /// 0 when one of both is no number, which then passes no test.
  private int compare(String value) {
    try {
      return Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static boolean isInteger(String value) {
    try {
      Long.parseLong(value);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// The text that reads as this test.
  @Override
  public String toString() {
    return switch (operator) {
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> key + operator.text() + values.getFirst();
      case GREATER_THAN -> key + ">" + values.getFirst();
      case LESS_THAN -> key + "<" + values.getFirst();
      case IN, NOT_IN -> key + " " + operator.text() + " (" + String.join(",", values) + ")";
    };
  }
}
