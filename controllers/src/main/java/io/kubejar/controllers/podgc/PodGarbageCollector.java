package io.kubejar.controllers.podgc;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodStatus;
import io.kubejar.api.core.v1.PodStatusCodec;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.Preconditions;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Lister;
import io.kubejar.client.Patch;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.DisruptionTarget;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import io.kubejar.wire.json.JsonEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Removes pods of nodes that are gone, terminating pods that were never scheduled or whose node is
/// out of service, and the oldest finished pods when there are too many.
public final class PodGarbageCollector implements Controller {
  private static final Duration PERIOD = Duration.ofSeconds(20);
  private static final Duration QUARANTINE = Duration.ofSeconds(40);
  private static final int FINISHED_PODS = 12_500;
  private static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

  private final Client client;
  private final InstantSource clock;
  private final int finishedPods;
  private final Lister<Node> nodes;
  private final Lister<Pod> pods;
  private final Map<String, Instant> missingNodes = new HashMap<>();
  private final ReconcileLoop<String> loop;

  public PodGarbageCollector(ControllerContext context) {
    this(context, FINISHED_PODS);
  }

  /// A collector that keeps a number of finished pods.
  public PodGarbageCollector(ControllerContext context, int finishedPods) {
    Informer<Node> nodeInformer = context.informers().of(NodeKind.NODE);
    Informer<Pod> podInformer = context.informers().of(PodKind.POD);
    this.client = context.client();
    this.clock = context.clock();
    this.finishedPods = finishedPods;
    this.nodes = nodeInformer.lister();
    this.pods = podInformer.lister();
    this.loop =
        new ReconcileLoop<>(
            name(),
            1,
            context,
            List.of(nodeInformer, podInformer),
            _ -> {
              collect();
              return Reconciled.again(PERIOD);
            });
    loop.queue().addAfter("all", PERIOD);
  }

  @Override
  public String name() {
    return "pod-garbage-collector-controller";
  }

  /// The queue, of one key, and its worker.
  public ReconcileLoop<String> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private void collect() {
    List<Pod> all = pods.list();
    collectFinished(all);
    Set<String> gone = goneNodes(all);
    for (Pod pod : all) {
      String node = pod.spec().nodeName();
      if (node.isEmpty()) {
        if (Pods.isTerminating(pod)) {
          remove(pod);
        }
      } else if (gone.contains(node)) {
        removeOrphan(pod);
      } else if (Pods.isTerminating(pod) && isOutOfService(nodes.get("", node))) {
        remove(pod);
      }
    }
  }

  private void collectFinished(List<Pod> all) {
    List<Pod> finished = all.stream().filter(Pods::isFinished).toList();
    int excess = finished.size() - finishedPods;
    if (finishedPods > 0 && excess > 0) {
      finished.stream()
          .sorted(
              Comparator.comparing((Pod pod) -> !pod.status().reason().equals("Evicted"))
                  .thenComparing(PodGarbageCollector::age)
                  .thenComparing(pod -> pod.metadata().name()))
          .limit(excess)
          .forEach(pod -> remove(pod));
    }
  }

  private static Time age(Pod pod) {
    Time created = pod.metadata().creationTimestamp();
    return created == null ? Time.EPOCH : created;
  }

  /// The nodes of pods that have been missing for a while, and are so in the API.
  private Set<String> goneNodes(List<Pod> all) {
    Set<String> missing = new HashSet<>();
    for (Pod pod : all) {
      String node = pod.spec().nodeName();
      if (!node.isEmpty() && nodes.get("", node) == null) {
        missing.add(node);
      }
    }
    missingNodes.keySet().retainAll(missing);
    Set<String> gone = new HashSet<>();
    for (String node : missing) {
      Instant since = missingNodes.computeIfAbsent(node, _ -> clock.instant());
      if (!since.plus(QUARANTINE).isAfter(clock.instant())
          && client.resources(NodeKind.NODE).find(node).isEmpty()) {
        gone.add(node);
      }
    }
    return gone;
  }

  private static boolean isOutOfService(@Nullable Node node) {
    return node != null
        && node.spec().taints().stream().anyMatch(taint -> taint.key().equals(OUT_OF_SERVICE))
        && node.status().conditions().stream()
            .noneMatch(each -> each.type().equals("Ready") && each.status().equals("True"));
  }

  private void removeOrphan(Pod pod) {
    remove(
        pod,
        DisruptionTarget.condition(
            pod, "DeletionByPodGC", "PodGC: node no longer exists", new Time(clock.instant())));
  }

  private static Patch failed(Pod pod, PodCondition... conditions) {
    byte[] status =
        JsonEncoder.encode(
            PodStatusCodec.INSTANCE,
            PodStatus.builder().phase("Failed").conditions(conditions).build());
    return Patch.strategic(
        "{\"metadata\":{\"uid\":\"%s\"},\"status\":%s}"
            .formatted(pod.metadata().uid(), new String(status, StandardCharsets.UTF_8)));
  }

  /// Fails a pod that has not finished, and deletes it at once.
  private void remove(Pod pod, PodCondition... conditions) {
    var resources = client.resources(PodKind.POD, pod.metadata().namespace());
    try {
      if (!Pods.isFinished(pod)) {
        resources.patchStatus(pod.metadata().name(), failed(pod, conditions));
      }
      resources.delete(
          pod.metadata().name(),
          DeleteOptions.builder()
              .gracePeriodSeconds(0L)
              .preconditions(Preconditions.builder().uid(pod.metadata().uid()).build())
              .build());
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }
}
