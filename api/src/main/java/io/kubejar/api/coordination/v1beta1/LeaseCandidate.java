package io.kubejar.api.coordination.v1beta1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A process that would take a lease, with the versions by which a coordinated election chooses.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec What the candidate is able to do, and when it was last heard of.
@ApiType(
    value = "io.k8s.api.coordination.v1beta1.LeaseCandidate",
    proto = "k8s.io.api.coordination.v1beta1.LeaseCandidate",
    group = "coordination.k8s.io",
    version = "v1beta1",
    kind = "LeaseCandidate")
public record LeaseCandidate(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2, required = true) LeaseCandidateSpec spec)
    implements ApiObject, LeaseCandidateBuilder.With {
  /// An empty draft.
  public static LeaseCandidateBuilder builder() {
    return new LeaseCandidateBuilder();
  }
}
