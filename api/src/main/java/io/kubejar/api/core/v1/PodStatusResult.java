package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A pod's metadata and status without its specification, formerly returned by a node's agent.
///
/// @param metadata Name, namespace and other standard data of the pod concerned.
/// @param status Observed state of the pod, written by the system.
@ApiType(
    value = "io.k8s.api.core.v1.PodStatusResult",
    proto = "k8s.io.api.core.v1.PodStatusResult",
    version = "v1",
    kind = "PodStatusResult")
public record PodStatusResult(@Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) PodStatus status)
    implements ApiObject, PodStatusResultBuilder.With {
  /// An empty draft.
  public static PodStatusResultBuilder builder() {
    return new PodStatusResultBuilder();
  }
}
