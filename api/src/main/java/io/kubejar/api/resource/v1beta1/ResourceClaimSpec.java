package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The devices wanted.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.ResourceClaimSpec",
    proto = "k8s.io.api.resource.v1beta1.ResourceClaimSpec")
public record ResourceClaimSpec(@Field(tag = 1, always = true) DeviceClaim devices)
    implements ResourceClaimSpecBuilder.With {
  /// An empty draft.
  public static ResourceClaimSpecBuilder builder() {
    return new ResourceClaimSpecBuilder();
  }
}
