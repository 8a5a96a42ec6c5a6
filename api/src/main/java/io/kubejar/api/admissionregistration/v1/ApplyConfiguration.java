package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A CEL expression that yields a partial object, which is merged in the manner of server-side
/// apply.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ApplyConfiguration",
    proto = "k8s.io.api.admissionregistration.v1.ApplyConfiguration")
public record ApplyConfiguration(@Field(tag = 1) String expression)
    implements ApplyConfigurationBuilder.With {
  /// An empty draft.
  public static ApplyConfigurationBuilder builder() {
    return new ApplyConfigurationBuilder();
  }
}
