package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A CEL expression that yields a list of JSON Patch operations.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.JSONPatch",
    proto = "k8s.io.api.admissionregistration.v1.JSONPatch")
public record JSONPatch(@Field(tag = 1) String expression) implements JSONPatchBuilder.With {
  /// An empty draft.
  public static JSONPatchBuilder builder() {
    return new JSONPatchBuilder();
  }
}
