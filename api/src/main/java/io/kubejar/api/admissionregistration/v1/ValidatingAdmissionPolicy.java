package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A cluster-scoped rule in CEL that accepts or rejects requests without calling a webhook. It
/// works only through a binding.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicy",
    proto = "k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicy",
    group = "admissionregistration.k8s.io",
    version = "v1",
    kind = "ValidatingAdmissionPolicy")
public record ValidatingAdmissionPolicy(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) ValidatingAdmissionPolicySpec spec,
    @Field(tag = 3) ValidatingAdmissionPolicyStatus status)
    implements ApiObject, ValidatingAdmissionPolicyBuilder.With {
  /// An empty draft.
  public static ValidatingAdmissionPolicyBuilder builder() {
    return new ValidatingAdmissionPolicyBuilder();
  }
}
