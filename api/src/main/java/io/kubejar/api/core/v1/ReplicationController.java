package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object that keeps a number of identical pods running, with an equality-only
/// selector. Deployments and replica sets have superseded it.
///
/// @param metadata Standard data; empty labels are taken over from the pod template.
/// @param spec Number and description of the pods to keep running.
/// @param status Replica counts and conditions, maintained by the controller and possibly a little
///   behind.
@ApiType(
    value = "io.k8s.api.core.v1.ReplicationController",
    proto = "k8s.io.api.core.v1.ReplicationController",
    version = "v1",
    kind = "ReplicationController")
public record ReplicationController(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) ReplicationControllerSpec spec,
    @Field(tag = 3) ReplicationControllerStatus status)
    implements ApiObject, ReplicationControllerBuilder.With {
  /// An empty draft.
  public static ReplicationControllerBuilder builder() {
    return new ReplicationControllerBuilder();
  }
}
