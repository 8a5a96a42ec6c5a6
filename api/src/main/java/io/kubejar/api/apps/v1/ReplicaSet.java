package io.kubejar.api.apps.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object that keeps a number of identical pods running; usually managed by a
/// deployment.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param spec Desired replica count, pod selector and the template for new pods.
/// @param status Pod counts most recently seen by the controller; possibly slightly outdated.
@ApiType(
    value = "io.k8s.api.apps.v1.ReplicaSet",
    proto = "k8s.io.api.apps.v1.ReplicaSet",
    group = "apps",
    version = "v1",
    kind = "ReplicaSet")
public record ReplicaSet(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) ReplicaSetSpec spec,
    @Field(tag = 3) ReplicaSetStatus status)
    implements ApiObject, ReplicaSetBuilder.With {
  /// An empty draft.
  public static ReplicaSetBuilder builder() {
    return new ReplicaSetBuilder();
  }
}
