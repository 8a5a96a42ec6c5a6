package io.kubejar.api.coordination.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A small namespaced record of who holds something and until when; used for leader election and
/// node heartbeats.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param spec Current holder and timing of the lease; written by its participants.
@ApiType(
    value = "io.k8s.api.coordination.v1.Lease",
    proto = "k8s.io.api.coordination.v1.Lease",
    group = "coordination.k8s.io",
    version = "v1",
    kind = "Lease")
public record Lease(@Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) LeaseSpec spec)
    implements ApiObject, LeaseBuilder.With {
  /// An empty draft.
  public static LeaseBuilder builder() {
    return new LeaseBuilder();
  }
}
