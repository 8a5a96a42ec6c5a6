package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The putting into force of a validating policy, with its parameters and what to do about
/// failures.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding",
    proto = "k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding",
    group = "admissionregistration.k8s.io",
    version = "v1",
    kind = "ValidatingAdmissionPolicyBinding")
public record ValidatingAdmissionPolicyBinding(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true) ValidatingAdmissionPolicyBindingSpec spec)
    implements ApiObject, ValidatingAdmissionPolicyBindingBuilder.With {
  /// An empty draft.
  public static ValidatingAdmissionPolicyBindingBuilder builder() {
    return new ValidatingAdmissionPolicyBindingBuilder();
  }
}
