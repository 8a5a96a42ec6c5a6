package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Metadata and specification of the claims to be made.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.ResourceClaimTemplateSpec",
    proto = "k8s.io.api.resource.v1beta1.ResourceClaimTemplateSpec")
public record ResourceClaimTemplateSpec(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ResourceClaimSpec spec)
    implements ResourceClaimTemplateSpecBuilder.With {
  /// An empty draft.
  public static ResourceClaimTemplateSpecBuilder builder() {
    return new ResourceClaimTemplateSpecBuilder();
  }
}
