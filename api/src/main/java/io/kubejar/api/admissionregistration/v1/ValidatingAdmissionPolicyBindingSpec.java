package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policy to apply, its parameters, the requests to which it is restricted, and whether
/// failures deny, warn or are audited.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec",
    proto = "k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec")
public record ValidatingAdmissionPolicyBindingSpec(
    @Field(tag = 1, required = true) String policyName,
    @Field(tag = 2) @Nullable ParamRef paramRef,
    @Field(tag = 3) @Nullable MatchResources matchResources,
    @Field(
            tag = 4,
            required = true,
            oneOf = {"Audit", "Deny", "Warn"},
            list = ListType.SET)
        List<String> validationActions)
    implements ValidatingAdmissionPolicyBindingSpecBuilder.With {
  public ValidatingAdmissionPolicyBindingSpec {
    validationActions = List.copyOf(validationActions);
  }

  /// An empty draft.
  public static ValidatingAdmissionPolicyBindingSpecBuilder builder() {
    return new ValidatingAdmissionPolicyBindingSpecBuilder();
  }
}
