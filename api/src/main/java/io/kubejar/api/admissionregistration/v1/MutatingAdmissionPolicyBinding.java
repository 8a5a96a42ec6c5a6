package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The putting into force of a mutating policy, with its parameters and an optional narrowing of
/// the requests.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.MutatingAdmissionPolicyBinding",
    proto = "k8s.io.api.admissionregistration.v1.MutatingAdmissionPolicyBinding",
    group = "admissionregistration.k8s.io",
    version = "v1",
    kind = "MutatingAdmissionPolicyBinding")
public record MutatingAdmissionPolicyBinding(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) MutatingAdmissionPolicyBindingSpec spec)
    implements ApiObject, MutatingAdmissionPolicyBindingBuilder.With {
  /// An empty draft.
  public static MutatingAdmissionPolicyBindingBuilder builder() {
    return new MutatingAdmissionPolicyBindingBuilder();
  }
}
