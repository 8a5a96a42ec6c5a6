package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The policy to apply, its parameter objects, and the requests to which it is restricted.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.MutatingAdmissionPolicyBindingSpec",
    proto = "k8s.io.api.admissionregistration.v1.MutatingAdmissionPolicyBindingSpec")
public record MutatingAdmissionPolicyBindingSpec(
    @Field(tag = 1) String policyName,
    @Field(tag = 2) @Nullable ParamRef paramRef,
    @Field(tag = 3) @Nullable MatchResources matchResources)
    implements MutatingAdmissionPolicyBindingSpecBuilder.With {
  /// An empty draft.
  public static MutatingAdmissionPolicyBindingSpecBuilder builder() {
    return new MutatingAdmissionPolicyBindingSpecBuilder();
  }
}
