package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A machine, physical or virtual, on which pods run. Its kubelet registers it and reports its
/// status.
///
/// @param metadata Name, labels and other standard data; nodes belong to no namespace.
/// @param spec Settings of the node, such as its taints and whether it accepts pods.
/// @param status State most recently reported by the kubelet and the node controllers.
@ApiType(
    value = "io.k8s.api.core.v1.Node",
    proto = "k8s.io.api.core.v1.Node",
    version = "v1",
    kind = "Node")
public record Node(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) NodeSpec spec,
    @Field(tag = 3) NodeStatus status)
    implements ApiObject, NodeBuilder.With {
  /// An empty draft.
  public static NodeBuilder builder() {
    return new NodeBuilder();
  }
}
