package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodStatus;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import io.kubejar.node.agent.status.ContainerHealth;
import io.kubejar.node.agent.status.PodStatuses;
import io.kubejar.node.agent.status.PodView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one pod's node says of it: the newest status, which the API may not show yet.
final class PodReport {
  private final PodSurroundings around;
  private final Supplier<Pod> pod;
  private final BooleanSupplier removed;
  private final ContainerStarts starts;
  private final Function<ContainerRecord, ContainerHealth> health;
  private final Map<String, String> messages = new HashMap<>();
  private volatile @Nullable PodStatus reported;
  private @Nullable Failure failure;

  /// Why the node ended a pod.
  private record Failure(String reason, String message) {}

  /// @param pod the pod as the API last showed it
  /// @param removed whether its object is gone
  PodReport(
      PodSurroundings around,
      Supplier<Pod> pod,
      BooleanSupplier removed,
      ContainerStarts starts,
      Function<ContainerRecord, ContainerHealth> health) {
    this.around = around;
    this.pod = pod;
    this.removed = removed;
    this.starts = starts;
    this.health = health;
  }

  /// From now on the pod counts as failed.
  void fail(String reason, String message) {
    failure = new Failure(reason, message);
  }

  /// Says that the node does not take the pod.
  void reject(NodeAdmission.Rejection rejection) {
    Pod now = overlaid();
    send(
        now,
        PodStatuses.rejected(
            now, rejection.reason(), rejection.message(), around.timeline().now()));
  }

  /// Says what is seen.
  ///
  /// @param ended whether the node starts nothing in the pod again
  void report(PodObservation seen, boolean ended) {
    Pod now = overlaid();
    messages.keySet().retainAll(seen.containers().stream().map(ContainerRecord::id).toList());
    PodStatus status =
        PodStatuses.of(
            new PodView(
                now,
                seen,
                around.runtimeName(),
                around.node().internalAddresses(),
                starts.waiting(),
                health,
                this::message,
                ended,
                around.timeline().now()));
    String old = now.status().phase();
    if (failure != null && !isFinal(old)) {
      Failure why = failure;
      status =
          status.toBuilder().phase("Failed").reason(why.reason()).message(why.message()).build();
    }
    if (isFinal(status.phase()) && !isFinal(old) && !seen.running().isEmpty()) {
      // Not before the last container has ended.
      status =
          status.toBuilder()
              .phase(old.isEmpty() ? "Running" : old)
              .reason(now.status().reason())
              .message(now.status().message())
              .build();
    }
    send(now, status);
  }

  /// What an ended container left, which changes no more.
  private String message(ContainerRecord record) {
    return messages.computeIfAbsent(record.id(), _ -> TerminationMessages.of(record));
  }

  private static boolean isFinal(String phase) {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private void send(Pod now, PodStatus status) {
    PodStatus last = reported;
    reported = status;
    if (!status.equals(last) && !removed.getAsBoolean()) {
      around.statuses().report(now, status);
    }
  }

  /// The API's pod with our own view of its status, to which the API may not have caught up.
  Pod overlaid() {
    Pod api = pod.get();
    PodStatus own = reported;
    if (own == null) {
      return api;
    }
    List<PodCondition> conditions = new ArrayList<>(own.conditions());
    conditions.removeIf(c -> !PodStatuses.isOwnCondition(c.type()));
    for (PodCondition condition : api.status().conditions()) {
      if (!PodStatuses.isOwnCondition(condition.type())) {
        conditions.add(condition);
      }
    }
    return api.with(
        b ->
            b.status(
                own.toBuilder().conditions(conditions).qosClass(api.status().qosClass()).build()));
  }
}
