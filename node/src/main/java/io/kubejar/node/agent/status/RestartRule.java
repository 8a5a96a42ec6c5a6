package io.kubejar.node.agent.status;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerRestartRule;
import io.kubejar.api.core.v1.ContainerRestartRuleOnExitCodes;
import io.kubejar.api.core.v1.PodSpec;

/// Whether a container that ended is started again.
public final class RestartRule {
  private RestartRule() {}

  /// By the container's own rules, then its own policy, then the pod's.
  public static boolean restarts(PodSpec spec, Container container, int exitCode) {
    for (ContainerRestartRule rule : container.restartPolicyRules()) {
      if (rule.action().equals("Restart") && applies(rule.exitCodes(), exitCode)) {
        return true;
      }
    }
    String own = container.restartPolicy();
    return switch (own == null ? spec.restartPolicy() : own) {
      case "Never" -> false;
      case "OnFailure" -> exitCode != 0;
      default -> true;
    };
  }

  private static boolean applies(
      @org.jspecify.annotations.Nullable ContainerRestartRuleOnExitCodes codes, int exitCode) {
    if (codes == null) {
      return false;
    }
    boolean listed = codes.values().contains(exitCode);
    return codes.operator().equals("In") ? listed : !listed;
  }
}
