package io.kubejar.server.special.review;

import io.kubejar.api.authorization.v1.FieldSelectorAttributes;
import io.kubejar.api.authorization.v1.LabelSelectorAttributes;
import io.kubejar.api.authorization.v1.ResourceAttributes;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.FieldSelectorRequirement;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.List;

/// The rules for the selectors of a request that is asked about: as text or as requirements, whose
/// operators may be ones that this server does not know.
final class ReviewedSelectors {
  private ReviewedSelectors() {}

  static void check(ResourceAttributes resource, Path path, FieldErrors errors) {
    FieldSelectorAttributes fields = resource.fieldSelector();
    if (fields != null) {
      Path at = path.child("fieldSelector");
      checkOne(fields.rawSelector(), fields.requirements(), at, errors);
      for (int i = 0; i < fields.requirements().size(); i++) {
        check(fields.requirements().get(i), at.child("requirements").index(i), errors);
      }
    }
    LabelSelectorAttributes labels = resource.labelSelector();
    if (labels != null) {
      Path at = path.child("labelSelector");
      checkOne(labels.rawSelector(), labels.requirements(), at, errors);
      for (int i = 0; i < labels.requirements().size(); i++) {
        check(labels.requirements().get(i), at.child("requirements").index(i), errors);
      }
    }
  }

  private static void checkOne(String raw, List<?> requirements, Path path, FieldErrors errors) {
    if (!raw.isEmpty() && !requirements.isEmpty()) {
      errors.invalid(
          path.child("rawSelector"), raw, "may not specified at the same time as requirements");
    } else if (raw.isEmpty() && requirements.isEmpty()) {
      errors.required(
          path.child("requirements"),
          "when %s is specified, requirements or rawSelector is required".formatted(path));
    }
  }

  private static void check(FieldSelectorRequirement requirement, Path path, FieldErrors errors) {
    if (requirement.key().isEmpty()) {
      errors.required(path.child("key"), "must be specified");
    }
    checkValues(requirement.operator(), requirement.values(), path.child("values"), errors);
  }

  private static void check(LabelSelectorRequirement requirement, Path path, FieldErrors errors) {
    checkValues(requirement.operator(), requirement.values(), path.child("values"), errors);
    errors.invalid(path.child("key"), requirement.key(), Formats.qualifiedName(requirement.key()));
  }

  private static void checkValues(
      String operator, List<String> values, Path path, FieldErrors errors) {
    switch (operator) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.required(path, "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.forbidden(
              path, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default -> {}
    }
  }
}
