package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a validating policy: which requests it matches, its variables, tests and audit
/// annotations, and what happens on an error.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicySpec",
    proto = "k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicySpec")
public record ValidatingAdmissionPolicySpec(
    @Field(tag = 1) @Nullable ParamKind paramKind,
    @Field(tag = 2) @Nullable MatchResources matchConstraints,
    @Field(tag = 3, list = ListType.ATOMIC) List<Validation> validations,
    @Field(
            tag = 4,
            oneOf = {"Fail", "Ignore"})
        @Nullable String failurePolicy,
    @Field(tag = 5, list = ListType.ATOMIC) List<AuditAnnotation> auditAnnotations,
    @Field(tag = 6, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<MatchCondition> matchConditions,
    @Field(tag = 7, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<Variable> variables)
    implements ValidatingAdmissionPolicySpecBuilder.With {
  public ValidatingAdmissionPolicySpec {
    validations = List.copyOf(validations);
    auditAnnotations = List.copyOf(auditAnnotations);
    matchConditions = List.copyOf(matchConditions);
    variables = List.copyOf(variables);
  }

  /// An empty draft.
  public static ValidatingAdmissionPolicySpecBuilder builder() {
    return new ValidatingAdmissionPolicySpecBuilder();
  }
}
