package io.kubejar.api.apps.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object that keeps one pod on every suitable node.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param spec Desired pods per node: which nodes qualify, what runs there, how updates proceed.
/// @param status Counts and conditions last reported by the controller; may lag behind reality.
@ApiType(
    value = "io.k8s.api.apps.v1.DaemonSet",
    proto = "k8s.io.api.apps.v1.DaemonSet",
    group = "apps",
    version = "v1",
    kind = "DaemonSet")
public record DaemonSet(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) DaemonSetSpec spec,
    @Field(tag = 3) DaemonSetStatus status)
    implements ApiObject, DaemonSetBuilder.With {
  /// An empty draft.
  public static DaemonSetBuilder builder() {
    return new DaemonSetBuilder();
  }
}
