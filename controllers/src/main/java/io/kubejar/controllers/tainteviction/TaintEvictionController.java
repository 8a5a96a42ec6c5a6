package io.kubejar.controllers.tainteviction;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.DisruptionTarget;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Deletes pods from nodes whose `NoExecute` taints they do not tolerate, at once or after the
/// seconds that they do.
public final class TaintEvictionController implements Controller {
  private final Client client;
  private final InstantSource clock;
  private final EventRecorder events;
  private final Lister<Node> nodes;
  private final Lister<Pod> pods;
  private final Map<Key, Instant> waiting = new ConcurrentHashMap<>();
  private final ReconcileLoop<Key> loop;

  public TaintEvictionController(ControllerContext context) {
    Informer<Node> nodeInformer = context.informers().of(NodeKind.NODE);
    Informer<Pod> podInformer = Pods.indexByNode(context.informers().of(PodKind.POD));
    this.client = context.client();
    this.clock = context.clock();
    this.events = context.events(name());
    this.nodes = nodeInformer.lister();
    this.pods = podInformer.lister();
    this.loop =
        ReconcileLoop.of(name(), 8, context, List.of(nodeInformer, podInformer), this::reconcile);
    nodeInformer.addHandler(
        Changes.of(
            node -> {
              if (!node.spec().taints().isEmpty()) {
                enqueue(node);
              }
            },
            (old, node) -> {
              if (!old.spec().taints().equals(node.spec().taints())) {
                enqueue(node);
              }
            },
            _ -> {}));
    podInformer.addHandler(Changes.of(this::enqueue, this::podUpdated, this::enqueue));
  }

  @Override
  public String name() {
    return "taint-eviction-controller";
  }

  /// The queue of pods and its workers.
  public ReconcileLoop<Key> loop() {
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

  private void enqueue(Node node) {
    Pods.onNode(pods, node.metadata().name()).forEach(this::enqueue);
  }

  private void enqueue(Pod pod) {
    if (!pod.spec().nodeName().isEmpty()) {
      loop.queue().add(Key.of(pod));
    }
  }

  private void podUpdated(Pod old, Pod pod) {
    if (!old.spec().nodeName().equals(pod.spec().nodeName())
        || !old.spec().tolerations().equals(pod.spec().tolerations())) {
      enqueue(pod);
    }
  }

  private Reconciled reconcile(Key key) {
    Pod pod = pods.get(key);
    if (pod == null || Pods.isTerminating(pod)) {
      waiting.remove(key);
      return Reconciled.done();
    }
    Node node = nodes.get("", pod.spec().nodeName());
    List<Taint> taints = node == null ? List.of() : node.spec().taints();
    return switch (Patience.of(taints, pod.spec().tolerations())) {
      case Patience.Endless() -> {
        if (waiting.remove(key) != null) {
          events.normal(
              PodKind.POD, pod, "TaintManagerEviction", "Cancelling deletion of Pod " + key);
        }
        yield Reconciled.done();
      }
      case Patience.Limited(Duration time) -> {
        Instant due = waiting.computeIfAbsent(key, _ -> clock.instant()).plus(time);
        Duration left = Duration.between(clock.instant(), due);
        if (left.isPositive()) {
          yield Reconciled.again(left);
        }
        evict(pod);
        waiting.remove(key);
        yield Reconciled.done();
      }
    };
  }

  private void evict(Pod pod) {
    events.normal(
        PodKind.POD, pod, "TaintManagerEviction", "Marking for deletion Pod " + Key.of(pod));
    var resources = client.resources(PodKind.POD, pod.metadata().namespace());
    try {
      resources.updateStatus(
          DisruptionTarget.mark(
              pod,
              "DeletionByTaintManager",
              "Taint manager: deleting due to NoExecute taint",
              new Time(clock.instant())));
      resources.delete(pod.metadata().name());
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }
}
