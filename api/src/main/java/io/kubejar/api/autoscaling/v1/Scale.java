package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The uniform view of a workload's replica count used by the scale subresource.
///
/// @param metadata Metadata of the scaled object; the resourceVersion permits optimistic locking.
/// @param spec Wanted scale; writing it changes the underlying object's replica count.
/// @param status Present scale of the underlying object, for reading only.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.Scale",
    proto = "k8s.io.api.autoscaling.v1.Scale",
    group = "autoscaling",
    version = "v1",
    kind = "Scale")
public record Scale(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) ScaleSpec spec,
    @Field(tag = 3) ScaleStatus status)
    implements ApiObject, ScaleBuilder.With {
  /// An empty draft.
  public static ScaleBuilder builder() {
    return new ScaleBuilder();
  }
}
