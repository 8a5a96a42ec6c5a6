package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A test of a container's exit code against a set of numbers, either being in it or not being in
/// it.
///
/// @param operator How the exit code relates to `values`: `In` if listed, `NotIn` if not listed.
/// @param values Exit codes to compare with, without duplicates and at most 255 of them.
@ApiType(
    value = "io.k8s.api.core.v1.ContainerRestartRuleOnExitCodes",
    proto = "k8s.io.api.core.v1.ContainerRestartRuleOnExitCodes")
public record ContainerRestartRuleOnExitCodes(
    @Field(
            tag = 1,
            required = true,
            known = {"In", "NotIn"})
        String operator,
    @Field(tag = 2, format = "int32", list = ListType.SET) List<Integer> values)
    implements ContainerRestartRuleOnExitCodesBuilder.With {
  public ContainerRestartRuleOnExitCodes {
    values = List.copyOf(values);
  }

  /// An empty draft.
  public static ContainerRestartRuleOnExitCodesBuilder builder() {
    return new ContainerRestartRuleOnExitCodesBuilder();
  }
}
