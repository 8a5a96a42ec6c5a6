package io.kubejar.wire.select;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import io.kubejar.wire.select.Requirement.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A label selector: tests of which all have to pass, so that none at all lets everything pass.
public final class Labels {
  private static final Labels EVERYTHING = new Labels(List.of(), false);
  private static final Labels NOTHING = new Labels(List.of(), true);

  private final List<Requirement> requirements;
  private final boolean nothing;

  private Labels(List<Requirement> requirements, boolean nothing) {
    this.requirements = requirements;
    this.nothing = nothing;
  }

  public static Labels everything() {
    return EVERYTHING;
  }

  public static Labels nothing() {
    return NOTHING;
  }

  /// A selector of these tests.
  public static Labels of(List<Requirement> requirements) {
    return requirements.isEmpty()
        ? EVERYTHING
        : new Labels(
            requirements.stream().sorted(Comparator.comparing(Requirement::key)).toList(), false);
  }

  /// A selector of labels with exactly these values.
  public static Labels ofPairs(Map<String, String> pairs) {
    List<Requirement> requirements = new ArrayList<>(pairs.size());
    pairs.forEach(
        (key, value) -> requirements.add(new Requirement(key, Operator.EQUALS, List.of(value))));
    return of(requirements);
  }

  /// Reads the text of a `labelSelector` parameter, such as `a=b,!c,d in (e,f)`; throws
  /// [SelectorException] otherwise.
  public static Labels parse(String text) {
    return text.isBlank() ? EVERYTHING : of(new LabelsParser(text).parse());
  }

  /// The selector that an object holds: absent selects nothing, an empty one everything; throws
  /// [SelectorException] when it breaks the rules.
  public static Labels of(@Nullable LabelSelector selector) {
    if (selector == null) {
      return NOTHING;
    }
    List<Requirement> requirements = new ArrayList<>();
    selector
        .matchLabels()
        .forEach(
            (key, value) -> requirements.add(Requirement.of(key, Operator.EQUALS, List.of(value))));
    for (LabelSelectorRequirement expression : selector.matchExpressions()) {
      requirements.add(
          Requirement.of(expression.key(), operator(expression.operator()), expression.values()));
    }
    return of(requirements);
  }

  private static Operator operator(String name) {
    return switch (name) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
      default ->
          throw new SelectorException("\"" + name + "\" is not a valid label selector operator");
    };
  }

  /// The tests, by key.
  public List<Requirement> requirements() {
    return requirements;
  }

  /// Whether it lets everything pass.
  public boolean isEverything() {
    return !nothing && requirements.isEmpty();
  }

  public boolean isNothing() {
    return nothing;
  }

  /// Whether labels pass all tests.
  public boolean matches(Map<String, String> labels) {
    if (nothing) {
      return false;
    }
    for (int i = 0, n = requirements.size(); i < n; i++) {
      if (!requirements.get(i).matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /// This selector with a further test.
  public Labels and(Requirement requirement) {
    if (nothing) {
      return this;
    }
    List<Requirement> all = new ArrayList<>(requirements);
    all.add(requirement);
    return of(all);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels that
        && nothing == that.nothing
        && requirements.equals(that.requirements);
  }

  @Override
  public int hashCode() {
    return requirements.hashCode();
  }

  /// The text that [#parse] reads; empty also for the selector of nothing.
  @Override
  public String toString() {
    return requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
  }
}
