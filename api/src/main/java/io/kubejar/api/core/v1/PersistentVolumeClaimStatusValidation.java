package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.List;

/// The rules for what a claim has obtained: sizes, and how far a change of them has come.
final class PersistentVolumeClaimStatusValidation {
  private static final List<String> STAGES =
      List.of(
          "ControllerResizeInProgress",
          "ControllerResizeInfeasible",
          "NodeResizeInProgress",
          "NodeResizeInfeasible",
          "NodeResizePending");

  private PersistentVolumeClaimStatusValidation() {}

  static void check(PersistentVolumeClaimStatus status, FieldErrors errors) {
    Path path = Path.of("status");
    status
        .capacity()
        .forEach((name, size) -> checkSize(size, path.child("capacity").key(name), errors));
    // The reference server names the place in the singular.
    Path stages = path.child("allocatedResourceStatus");
    status
        .allocatedResourceStatuses()
        .forEach(
            (name, stage) -> {
              checkName(name, stages, errors);
              if (!STAGES.contains(stage)) {
                errors.notSupported(stages, name, STAGES);
              }
            });
    Path allocated = path.child("allocatedResources");
    status
        .allocatedResources()
        .forEach(
            (name, size) -> {
              if (checkName(name, allocated, errors)) {
                checkSize(size, allocated.key(name), errors);
              }
            });
  }

  private static void checkSize(Quantity size, Path path, FieldErrors errors) {
    if (size.value() < 0) {
      errors.invalid(path, size.value(), "must be a valid resource quantity");
    }
  }

  private static boolean checkName(String name, Path path, FieldErrors errors) {
    List<String> wrong = Formats.qualifiedName(name);
    errors.invalid(path, name, wrong);
    if (wrong.isEmpty() && ResourceNames.isNative(name) && !name.equals("storage")) {
      errors.notSupported(path, name, List.of("storage"));
      return false;
    }
    return wrong.isEmpty();
  }
}
