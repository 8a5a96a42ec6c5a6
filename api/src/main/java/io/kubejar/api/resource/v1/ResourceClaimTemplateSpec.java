package io.kubejar.api.resource.v1;

import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The metadata and specification of claims made from the template.
@ApiType(
    value = "io.k8s.api.resource.v1.ResourceClaimTemplateSpec",
    proto = "k8s.io.api.resource.v1.ResourceClaimTemplateSpec")
public record ResourceClaimTemplateSpec(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ResourceClaimSpec spec)
    implements ResourceClaimTemplateSpecBuilder.With {
  /// An empty draft.
  public static ResourceClaimTemplateSpecBuilder builder() {
    return new ResourceClaimTemplateSpecBuilder();
  }
}
