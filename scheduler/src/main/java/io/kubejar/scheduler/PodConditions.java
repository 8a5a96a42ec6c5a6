package io.kubejar.scheduler;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodConditionCodec;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Patch;
import io.kubejar.wire.json.JsonEncoder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// Tells in a pod's status why it has no node.
final class PodConditions {
  private static final Logger LOG = System.getLogger("io.kubejar.scheduler");

  private final Client client;
  private final InstantSource clock;

  PodConditions(Client client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  void unschedulable(Pod pod, String message, String nominatedNode) {
    write(pod, "Unschedulable", message, nominatedNode);
  }

  /// Usually says what the API said when the pod was created.
  void gated(Pod pod) {
    write(pod, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates", "");
  }

  private void write(Pod pod, String reason, String message, String nominatedNode) {
    boolean moved = !nominatedNode.equals(pod.status().nominatedNodeName());
    Time since = new Time(clock.instant());
    for (PodCondition known : pod.status().conditions()) {
      if (known.type().equals("PodScheduled")
          && known.reason().equals(reason)
          && known.message().equals(message)
          && !moved) {
        return;
      }
      Time before = known.lastTransitionTime();
      if (known.type().equals("PodScheduled") && known.status().equals("False") && before != null) {
        since = before;
      }
    }
    PodCondition condition =
        PodCondition.builder()
            .type("PodScheduled")
            .status("False")
            .reason(reason)
            .message(message)
            .observedGeneration(pod.metadata().generation())
            .lastTransitionTime(since)
            .build();
    String json =
        new String(
            JsonEncoder.encode(PodConditionCodec.INSTANCE, condition), StandardCharsets.UTF_8);
    String nominated = moved ? ",\"nominatedNodeName\":\"" + nominatedNode + "\"" : "";
    try {
      client
          .resources(PodKind.POD, pod.metadata().namespace())
          .patchStatus(
              pod.metadata().name(),
              Patch.strategic("{\"status\":{\"conditions\":[" + json + "]" + nominated + "}}"));
    } catch (ApiException e) {
      LOG.log(Level.DEBUG, "condition of {0}: {1}", pod.metadata().name(), e.getMessage());
    }
  }
}
