package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorCodec;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for a selector of pods and the template of the pods it has to select.
public final class SelectedTemplate {
  private SelectedTemplate() {}

  /// Reports a selector that is absent, empty or wrong, and a template it does not match.
  ///
  /// @param kind the kind as messages name it, such as `deployment`
  public static void check(
      @Nullable LabelSelector selector,
      PodTemplateSpec template,
      String kind,
      Path path,
      FieldErrors errors) {
    Path at = path.child("selector");
    int before = errors.count();
    if (selector == null) {
      errors.required(at);
    } else {
      LabelSelectorValidation.check(selector, at, errors);
      if (LabelSelectorValidation.isEmpty(selector)) {
        errors.invalid(
            at,
            FieldErrors.json(LabelSelectorCodec.INSTANCE, selector),
            "empty selector is invalid for " + kind);
      }
    }
    if (hasUnknownOperator(selector)) {
      errors.invalid(
          at, FieldErrors.json(LabelSelectorCodec.INSTANCE, selector), "invalid label selector");
    } else if (selector == null
        || before == errors.count()
        || LabelSelectorValidation.isEmpty(selector)) {
      checkTemplate(selector, template, path, errors);
    }
  }

  private static void checkTemplate(
      @Nullable LabelSelector selector, PodTemplateSpec template, Path path, FieldErrors errors) {
    boolean empty = selector != null && LabelSelectorValidation.isEmpty(selector);
    if (!empty && !LabelSelectors.matches(selector, template.metadata().labels())) {
      errors.invalid(
          path.child("template").child("metadata").child("labels"),
          template.metadata().labels(),
          "`selector` does not match template `labels`");
    }
  }

  private static boolean hasUnknownOperator(@Nullable LabelSelector selector) {
    return selector != null
        && selector.matchExpressions().stream()
            .anyMatch(
                each -> !Set.of("In", "NotIn", "Exists", "DoesNotExist").contains(each.operator()));
  }

  /// Reports a selector that changed.
  public static void checkUnchanged(
      @Nullable LabelSelector selector,
      @Nullable LabelSelector old,
      Path path,
      FieldErrors errors) {
    if (!Objects.equals(selector, old)) {
      errors.invalid(
          path, FieldErrors.json(LabelSelectorCodec.INSTANCE, selector), "field is immutable");
    }
  }
}
