package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// An exception to the container's restart policy: the action to take when an exit satisfies the
/// condition.
///
/// @param action What happens if the rule matches: `Restart` this container, or
///   `RestartAllContainers` of the pod.
/// @param exitCodes Test on the exit code that decides whether the rule matches.
@ApiType(
    value = "io.k8s.api.core.v1.ContainerRestartRule",
    proto = "k8s.io.api.core.v1.ContainerRestartRule")
public record ContainerRestartRule(
    @Field(
            tag = 1,
            required = true,
            known = {"Restart", "RestartAllContainers"})
        String action,
    @Field(tag = 2) @Nullable ContainerRestartRuleOnExitCodes exitCodes)
    implements ContainerRestartRuleBuilder.With {
  /// An empty draft.
  public static ContainerRestartRuleBuilder builder() {
    return new ContainerRestartRuleBuilder();
  }
}
