package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A test of container exit codes against a set of numbers, optionally for one container.
///
/// @param containerName Container or init container to check; absent means any of them.
/// @param operator `In` matches a listed exit code, `NotIn` any unlisted nonzero one.
/// @param values Distinct exit codes in ascending order, 1 to 255 entries; 0 is not allowed with
///   `In`.
@ApiType(
    value = "io.k8s.api.batch.v1.PodFailurePolicyOnExitCodesRequirement",
    proto = "k8s.io.api.batch.v1.PodFailurePolicyOnExitCodesRequirement")
public record PodFailurePolicyOnExitCodesRequirement(
    @Field(tag = 1) @Nullable String containerName,
    @Field(
            tag = 2,
            required = true,
            always = true,
            oneOf = {"In", "NotIn"})
        String operator,
    @Field(tag = 3, required = true, always = true, format = "int32", list = ListType.SET)
        List<Integer> values)
    implements PodFailurePolicyOnExitCodesRequirementBuilder.With {
  public PodFailurePolicyOnExitCodesRequirement {
    values = List.copyOf(values);
  }

  /// An empty draft.
  public static PodFailurePolicyOnExitCodesRequirementBuilder builder() {
    return new PodFailurePolicyOnExitCodesRequirementBuilder();
  }
}
