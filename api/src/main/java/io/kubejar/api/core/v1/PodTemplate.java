package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A stored description from which pods can be made.
///
/// @param metadata Standard identifying data of the template object itself.
/// @param template Description of the pods that are to be created from this template.
@ApiType(
    value = "io.k8s.api.core.v1.PodTemplate",
    proto = "k8s.io.api.core.v1.PodTemplate",
    version = "v1",
    kind = "PodTemplate")
public record PodTemplate(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) PodTemplateSpec template)
    implements ApiObject, PodTemplateBuilder.With {
  /// An empty draft.
  public static PodTemplateBuilder builder() {
    return new PodTemplateBuilder();
  }
}
