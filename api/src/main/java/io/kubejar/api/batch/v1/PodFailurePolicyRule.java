package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An action taken when a failed pod's exit codes or conditions match.
///
/// @param action What a match does: `FailJob`, `FailIndex`, `Ignore` the failure, or `Count` it
///   normally.
/// @param onExitCodes Matches on container exit codes; give exactly one of this and
///   `onPodConditions`.
/// @param onPodConditions Matches if any listed pod condition is found, up to 20; excludes
///   `onExitCodes`.
@ApiType(
    value = "io.k8s.api.batch.v1.PodFailurePolicyRule",
    proto = "k8s.io.api.batch.v1.PodFailurePolicyRule")
public record PodFailurePolicyRule(
    @Field(
            tag = 1,
            required = true,
            always = true,
            oneOf = {"Count", "FailIndex", "FailJob", "Ignore"})
        String action,
    @Field(tag = 2) @Nullable PodFailurePolicyOnExitCodesRequirement onExitCodes,
    @Field(tag = 3, list = ListType.ATOMIC)
        List<PodFailurePolicyOnPodConditionsPattern> onPodConditions)
    implements PodFailurePolicyRuleBuilder.With {
  public PodFailurePolicyRule {
    onPodConditions = List.copyOf(onPodConditions);
  }

  /// An empty draft.
  public static PodFailurePolicyRuleBuilder builder() {
    return new PodFailurePolicyRuleBuilder();
  }
}
