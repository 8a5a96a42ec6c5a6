package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The bounds and defaults for resource amounts of pods, containers and claims in a namespace,
/// enforced at admission.
///
/// @param metadata Name, namespace, labels and other standard data of the limit range.
/// @param spec Resource bounds and defaults that apply within the namespace.
@ApiType(
    value = "io.k8s.api.core.v1.LimitRange",
    proto = "k8s.io.api.core.v1.LimitRange",
    version = "v1",
    kind = "LimitRange")
public record LimitRange(@Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) LimitRangeSpec spec)
    implements ApiObject, LimitRangeBuilder.With {
  /// An empty draft.
  public static LimitRangeBuilder builder() {
    return new LimitRangeBuilder();
  }
}
