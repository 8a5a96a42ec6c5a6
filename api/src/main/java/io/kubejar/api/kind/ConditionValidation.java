package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.Condition;
import java.util.List;
import java.util.regex.Pattern;

/// The rules for the conditions of a status.
public final class ConditionValidation {
  private static final int MAX_REASON = 1024;
  private static final int MAX_MESSAGE = 32 * 1024;
  private static final String REASON = "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?";
  private static final Pattern REASON_PATTERN = Pattern.compile(REASON);
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");

  private ConditionValidation() {}

  /// Reports what is wrong with conditions.
  public static void check(List<Condition> conditions, Path path, FieldErrors errors) {
    java.util.Map<String, Integer> first = new java.util.HashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      Path at = path.index(i);
      String type = conditions.get(i).type();
      if (first.putIfAbsent(type, i) != null) {
        errors.duplicate(at.child("type"), type);
      }
      check(conditions.get(i), at, errors);
    }
  }

  private static void check(Condition condition, Path path, FieldErrors errors) {
    errors.invalid(path.child("type"), condition.type(), Formats.qualifiedName(condition.type()));
    if (!STATUSES.contains(condition.status())) {
      errors.notSupported(path.child("status"), condition.status(), STATUSES);
    }
    Long generation = condition.observedGeneration();
    if (generation != null && generation < 0) {
      errors.invalid(
          path.child("observedGeneration"), generation, "must be greater than or equal to zero");
    }
    if (condition.lastTransitionTime() == null) {
      errors.required(path.child("lastTransitionTime"), "must be set");
    }
    checkReason(condition.reason(), path.child("reason"), errors);
    if (condition.message().length() > MAX_MESSAGE) {
      errors.tooLong(path.child("message"), MAX_MESSAGE);
    }
  }

  private static void checkReason(String reason, Path path, FieldErrors errors) {
    if (reason.isEmpty()) {
      errors.required(path, "must be set");
    } else if (reason.length() > MAX_REASON) {
      errors.tooLong(path, MAX_REASON);
    } else if (!REASON_PATTERN.matcher(reason).matches()) {
      errors.invalid(
          path,
          reason,
          "a condition reason must start with alphabetic character, optionally followed by a string"
              + " of alphanumeric characters or '_,:', and must end with an alphanumeric character"
              + " or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName',  or"
              + " 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', regex used for validation is '"
              + REASON
              + "')");
    }
  }
}
