package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for label selectors inside objects.
public final class LabelSelectorValidation {
  private LabelSelectorValidation() {}

  /// Reports what is wrong with a selector, values of expressions included.
  public static void check(@Nullable LabelSelector selector, Path path, FieldErrors errors) {
    check(selector, true, path, errors);
  }

  /// Reports what is wrong with a selector.
  ///
  /// @param values whether the values in expressions have to be possible values of labels
  public static void check(
      @Nullable LabelSelector selector, boolean values, Path path, FieldErrors errors) {
    if (selector == null) {
      return;
    }
    ObjectMetaValidation.checkLabels(selector.matchLabels(), path.child("matchLabels"), errors);
    List<LabelSelectorRequirement> expressions = selector.matchExpressions();
    for (int i = 0; i < expressions.size(); i++) {
      check(expressions.get(i), values, path.child("matchExpressions").index(i), errors);
    }
  }

  /// Whether a selector selects everything, which some kinds do not allow.
  public static boolean isEmpty(LabelSelector selector) {
    return selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty();
  }

  private static void check(
      LabelSelectorRequirement requirement, boolean values, Path path, FieldErrors errors) {
    switch (requirement.operator()) {
      case "In", "NotIn" -> {
        if (requirement.values().isEmpty()) {
          errors.required(
              path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!requirement.values().isEmpty()) {
          errors.forbidden(
              path.child("values"),
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default ->
          errors.invalid(
              path.child("operator"), requirement.operator(), "not a valid selector operator");
    }
    errors.invalid(path.child("key"), requirement.key(), Formats.qualifiedName(requirement.key()));
    if (values) {
      for (int i = 0; i < requirement.values().size(); i++) {
        String value = requirement.values().get(i);
        errors.invalid(path.child("values").index(i), value, Formats.labelValue(value));
      }
    }
  }
}
