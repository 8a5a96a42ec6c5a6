package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A group of containers placed together on one node, sharing network and volumes; the smallest
/// unit that is scheduled.
///
/// @param metadata Name, namespace, labels, annotations and other bookkeeping data identifying this
///   pod object.
/// @param spec What should run: the containers, their volumes and the rules for placing the pod.
/// @param status Last known state as observed by the kubelet and controllers; clients normally only
///   read it.
@ApiType(
    value = "io.k8s.api.core.v1.Pod",
    proto = "k8s.io.api.core.v1.Pod",
    version = "v1",
    kind = "Pod")
public record Pod(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) PodSpec spec,
    @Field(tag = 3) PodStatus status)
    implements ApiObject, PodBuilder.With {
  /// An empty draft.
  public static PodBuilder builder() {
    return new PodBuilder();
  }
}
