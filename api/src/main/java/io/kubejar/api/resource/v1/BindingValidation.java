package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.List;

/// The rules for conditions of claims by which a device becomes, or fails to become, ready for its
/// pod; a device has both or none.
final class BindingValidation {
  private static final int MAX_CONDITIONS = 4;

  private BindingValidation() {}

  static void check(List<String> ready, List<String> failed, Path path, FieldErrors errors) {
    checkTypes(ready, path.child("bindingConditions"), errors);
    checkTypes(failed, path.child("bindingFailureConditions"), errors);
    if (ready.isEmpty() && !failed.isEmpty()) {
      errors.invalid(
          path.child("bindingConditions"),
          null,
          "bindingConditions are required to use bindingFailureConditions");
    } else if (!ready.isEmpty() && failed.isEmpty()) {
      errors.invalid(
          path.child("bindingFailureConditions"),
          null,
          "bindingFailureConditions are required to use bindingConditions");
    }
  }

  private static void checkTypes(List<String> types, Path path, FieldErrors errors) {
    DeviceNames.checkAll(
        types,
        MAX_CONDITIONS,
        path,
        errors,
        (type, at) -> errors.invalid(at, type, Formats.qualifiedName(type)));
    DeviceNames.checkDistinct(types, type -> type, path, errors);
  }
}
