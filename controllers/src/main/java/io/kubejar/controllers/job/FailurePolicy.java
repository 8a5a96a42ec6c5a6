package io.kubejar.controllers.job;

import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.PodFailurePolicy;
import io.kubejar.api.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.kubejar.api.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.kubejar.api.batch.v1.PodFailurePolicyRule;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a failed pod means for its job, by the job's rules. A pure function.
sealed interface FailurePolicy {
  /// It counts towards the limit of failures.
  record Count() implements FailurePolicy {}

  /// It does not count.
  record Ignore() implements FailurePolicy {}

  /// Its index has failed for good.
  record FailIndex() implements FailurePolicy {}

  /// The job has failed.
  record FailJob(String message) implements FailurePolicy {}

  static FailurePolicy of(Job job, Pod pod) {
    PodFailurePolicy policy = job.spec().podFailurePolicy();
    List<PodFailurePolicyRule> rules = policy == null ? List.of() : policy.rules();
    for (int i = 0; i < rules.size(); i++) {
      PodFailurePolicyRule rule = rules.get(i);
      Optional<String> why = match(rule, pod);
      if (why.isPresent()) {
        return switch (rule.action()) {
          case "Ignore" -> new Ignore();
          case "FailIndex" ->
              job.spec().backoffLimitPerIndex() == null ? new Count() : new FailIndex();
          case "FailJob" -> new FailJob(why.get() + " matching FailJob rule at index " + i);
          default -> new Count();
        };
      }
    }
    return new Count();
  }

  private static Optional<String> match(PodFailurePolicyRule rule, Pod pod) {
    String name = pod.metadata().namespace() + "/" + pod.metadata().name();
    PodFailurePolicyOnExitCodesRequirement codes = rule.onExitCodes();
    if (codes != null) {
      return Stream.concat(
              pod.status().containerStatuses().stream(),
              pod.status().initContainerStatuses().stream())
          .filter(status -> matches(codes, status))
          .findFirst()
          .map(
              status ->
                  "Container %s for pod %s failed with exit code %d"
                      .formatted(status.name(), name, exitCode(status)));
    }
    for (PodFailurePolicyOnPodConditionsPattern pattern : rule.onPodConditions()) {
      String wanted = pattern.status().isEmpty() ? "True" : pattern.status();
      for (PodCondition condition : pod.status().conditions()) {
        if (condition.type().equals(pattern.type()) && condition.status().equals(wanted)) {
          return Optional.of("Pod %s has condition %s".formatted(name, condition.type()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(
      PodFailurePolicyOnExitCodesRequirement codes, ContainerStatus status) {
    int code = exitCode(status);
    if (code == 0
        || (codes.containerName() != null && !codes.containerName().equals(status.name()))) {
      return false;
    }
    boolean listed = codes.values().contains(code);
    return switch (codes.operator()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      default -> false;
    };
  }

  private static int exitCode(ContainerStatus status) {
    var terminated = status.state().terminated();
    return terminated == null ? 0 : terminated.exitCode();
  }
}
