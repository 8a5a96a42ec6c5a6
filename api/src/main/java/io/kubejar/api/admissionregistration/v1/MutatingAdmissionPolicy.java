package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A cluster-scoped rule in CEL that changes objects on admission without calling a webhook. It
/// works only through a binding.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.MutatingAdmissionPolicy",
    proto = "k8s.io.api.admissionregistration.v1.MutatingAdmissionPolicy",
    group = "admissionregistration.k8s.io",
    version = "v1",
    kind = "MutatingAdmissionPolicy")
public record MutatingAdmissionPolicy(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) MutatingAdmissionPolicySpec spec)
    implements ApiObject, MutatingAdmissionPolicyBuilder.With {
  /// An empty draft.
  public static MutatingAdmissionPolicyBuilder builder() {
    return new MutatingAdmissionPolicyBuilder();
  }
}
