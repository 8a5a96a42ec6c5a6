package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;

/// The rules for taints of devices.
public final class TaintValidation {
  private TaintValidation() {}

  /// Reports what is wrong with a taint.
  public static void check(DeviceTaint taint, Path path, FieldErrors errors) {
    errors.invalid(path.child("key"), taint.key(), Formats.qualifiedName(taint.key()));
    errors.invalid(path.child("value"), taint.value(), Formats.labelValue(taint.value()));
    if (taint.effect().isEmpty()) {
      errors.required(path.child("effect"));
    } else if (!ClaimValidation.EFFECTS.contains(taint.effect())) {
      errors.notSupported(path.child("effect"), taint.effect(), ClaimValidation.EFFECTS);
    }
  }
}
