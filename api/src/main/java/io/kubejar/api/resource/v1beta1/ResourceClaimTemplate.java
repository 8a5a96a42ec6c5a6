package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A form for claims that are made for each pod.
@ApiType(
    value = "io.k8s.api.resource.v1beta1.ResourceClaimTemplate",
    proto = "k8s.io.api.resource.v1beta1.ResourceClaimTemplate",
    group = "resource.k8s.io",
    version = "v1beta1",
    kind = "ResourceClaimTemplate")
public record ResourceClaimTemplate(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ResourceClaimTemplateSpec spec)
    implements ApiObject, ResourceClaimTemplateBuilder.With {
  /// An empty draft.
  public static ResourceClaimTemplateBuilder builder() {
    return new ResourceClaimTemplateBuilder();
  }
}
