package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a mutating policy: which requests it matches, its variables, its changes in
/// order, and what happens on an error.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.MutatingAdmissionPolicySpec",
    proto = "k8s.io.api.admissionregistration.v1.MutatingAdmissionPolicySpec")
public record MutatingAdmissionPolicySpec(
    @Field(tag = 1) @Nullable ParamKind paramKind,
    @Field(tag = 2) @Nullable MatchResources matchConstraints,
    @Field(tag = 3, list = ListType.ATOMIC) List<Variable> variables,
    @Field(tag = 4, list = ListType.ATOMIC) List<Mutation> mutations,
    @Field(
            tag = 5,
            oneOf = {"Fail", "Ignore"})
        @Nullable String failurePolicy,
    @Field(tag = 6, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<MatchCondition> matchConditions,
    @Field(
            tag = 7,
            oneOf = {"IfNeeded", "Never"})
        String reinvocationPolicy)
    implements MutatingAdmissionPolicySpecBuilder.With {
  public MutatingAdmissionPolicySpec {
    variables = List.copyOf(variables);
    mutations = List.copyOf(mutations);
    matchConditions = List.copyOf(matchConditions);
  }

  /// An empty draft.
  public static MutatingAdmissionPolicySpecBuilder builder() {
    return new MutatingAdmissionPolicySpecBuilder();
  }
}
