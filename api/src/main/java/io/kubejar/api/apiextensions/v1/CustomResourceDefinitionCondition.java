package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a custom resource definition, such as `Established` or `NamesAccepted`.
///
/// @param type Name such as `Established`, `NamesAccepted`, `NonStructuralSchema` or `Terminating`.
/// @param status Whether the condition holds: `True`, `False` or `Unknown` if it cannot be told.
/// @param lastTransitionTime Moment at which the condition's status most recently took another
///   value.
/// @param reason CamelCase code saying why the condition last changed, for programs to match.
/// @param message Text for people with particulars of the latest change of this condition.
/// @param observedGeneration Generation of the definition from which this condition was derived.
@ApiType(
    value =
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionCondition",
    proto =
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionCondition")
public record CustomResourceDefinitionCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {
              "Established",
              "KubernetesAPIApprovalPolicyConformant",
              "NamesAccepted",
              "NonStructuralSchema",
              "StorageMigrating",
              "Terminating"
            })
        String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 4) String reason,
    @Field(tag = 5) String message,
    @Field(tag = 6, format = "int64") long observedGeneration)
    implements CustomResourceDefinitionConditionBuilder.With {
  /// An empty draft.
  public static CustomResourceDefinitionConditionBuilder builder() {
    return new CustomResourceDefinitionConditionBuilder();
  }
}
