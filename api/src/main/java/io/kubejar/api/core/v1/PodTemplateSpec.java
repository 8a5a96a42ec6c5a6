package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The pattern for pods made by a controller: metadata to copy and a pod specification.
///
/// @param metadata Labels, annotations and similar data that pods created from the template
///   receive.
/// @param spec Desired behaviour of each pod created from the template.
@ApiType(value = "io.k8s.api.core.v1.PodTemplateSpec", proto = "k8s.io.api.core.v1.PodTemplateSpec")
public record PodTemplateSpec(@Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) PodSpec spec)
    implements PodTemplateSpecBuilder.With {
  /// An empty draft.
  public static PodTemplateSpecBuilder builder() {
    return new PodTemplateSpecBuilder();
  }
}
