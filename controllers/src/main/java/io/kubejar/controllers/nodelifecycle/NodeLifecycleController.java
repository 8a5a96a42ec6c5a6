package io.kubejar.controllers.nodelifecycle;

import io.kubejar.api.coordination.v1.Lease;
import io.kubejar.api.coordination.v1.LeaseKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeCondition;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
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
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Listens to nodes' heartbeats and marks those that fall silent, with their pods.
///
/// A heartbeat is a renewed lease or a changed status, counted from when it is seen here, so that
/// clocks of nodes do not matter. A node is looked at when its grace period would be over, not in
/// between.
public final class NodeLifecycleController implements Controller {
  private static final String LEASES = "kube-node-lease";
  private static final Duration GRACE = Duration.ofSeconds(50);
  private static final Duration STARTUP_GRACE = Duration.ofSeconds(60);

  private final Client client;
  private final InstantSource clock;
  private final EventRecorder events;
  private final Duration grace;
  private final Lister<Node> nodes;
  private final Lister<Pod> pods;
  private final Map<String, Instant> heard = new ConcurrentHashMap<>();
  private final ReconcileLoop<Key> loop;

  /// A controller with upstream's grace period of 50 seconds.
  public NodeLifecycleController(ControllerContext context) {
    this(context, GRACE);
  }

  /// A controller that gives silent nodes a grace period.
  public NodeLifecycleController(ControllerContext context, Duration grace) {
    Informer<Node> nodeInformer = context.informers().of(NodeKind.NODE);
    Informer<Pod> podInformer = Pods.indexByNode(context.informers().of(PodKind.POD));
    Informer<Lease> leaseInformer = context.informers().of(LeaseKind.LEASE);
    this.client = context.client();
    this.clock = context.clock();
    this.events = context.events("node-controller");
    this.grace = grace;
    this.nodes = nodeInformer.lister();
    this.pods = podInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(), 2, context, List.of(nodeInformer, podInformer, leaseInformer), this::reconcile);
    nodeInformer.addHandler(Changes.of(this::added, this::updated, this::deleted));
    leaseInformer.addHandler(Changes.of(_ -> {}, this::renewed, _ -> {}));
  }

  @Override
  public String name() {
    return "node-lifecycle-controller";
  }

  /// The queue of nodes and its workers.
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

  private void added(Node node) {
    String name = node.metadata().name();
    heard.put(name, clock.instant());
    events.normal(
        NodeKind.NODE,
        node,
        "RegisteredNode",
        "Node %s event: Registered Node %s in Controller".formatted(name, name));
    loop.queue().add(Key.of(node));
  }

  private void updated(Node old, Node node) {
    NodeCondition before = NodeTaints.condition(old, "Ready");
    NodeCondition now = NodeTaints.condition(node, "Ready");
    if (now != null && !now.status().equals("Unknown") && (before == null || !before.equals(now))) {
      heard.put(node.metadata().name(), clock.instant());
    }
    if (!old.spec().equals(node.spec())
        || !old.status().conditions().equals(node.status().conditions())) {
      loop.queue().add(Key.of(node));
    }
  }

  private void deleted(Node node) {
    String name = node.metadata().name();
    heard.remove(name);
    events.normal(
        NodeKind.NODE,
        node,
        "RemovingNode",
        "Node %s event: Removing Node %s from Controller".formatted(name, name));
  }

  private void renewed(Lease old, Lease lease) {
    if (lease.metadata().namespace().equals(LEASES)
        && !Objects.equals(old.spec().renewTime(), lease.spec().renewTime())) {
      heard.computeIfPresent(lease.metadata().name(), (_, _) -> clock.instant());
    }
  }

  private Reconciled reconcile(Key key) {
    Node node = nodes.get(key);
    if (node == null) {
      return Reconciled.done();
    }
    Duration left = left(node);
    boolean silent = left.isNegative() || left.isZero();
    if (silent) {
      node = markSilent(node);
    }
    List<Taint> taints = NodeTaints.of(node, new Time(clock.instant()));
    if (!taints.equals(node.spec().taints())) {
      client.resources(NodeKind.NODE).update(node.with(b -> b.spec(s -> s.taints(taints))));
    }
    if (NodeTaints.status(node, "Ready").equals("Unknown")) {
      markPodsNotReady(node);
    }
    return silent ? Reconciled.again(grace) : Reconciled.again(left);
  }

  private Duration left(Node node) {
    Instant last = heard.computeIfAbsent(node.metadata().name(), _ -> clock.instant());
    boolean reported = NodeTaints.condition(node, "Ready") != null;
    return Duration.between(clock.instant(), last.plus(reported ? grace : STARTUP_GRACE));
  }

  private Node markSilent(Node node) {
    List<NodeCondition> conditions = NodeSilence.conditions(node, new Time(clock.instant()));
    if (conditions.equals(node.status().conditions())) {
      return node;
    }
    Node marked =
        client
            .resources(NodeKind.NODE)
            .updateStatus(node.with(b -> b.status(s -> s.conditions(conditions))));
    if (NodeTaints.status(node, "Ready").equals("True")) {
      events.normal(
          NodeKind.NODE,
          node,
          "NodeNotReady",
          "Node %s status is now: NodeNotReady".formatted(node.metadata().name()));
    }
    return marked;
  }

  private void markPodsNotReady(Node node) {
    for (Pod pod : Pods.onNode(pods, node.metadata().name())) {
      if (Pods.isReady(pod)) {
        events.warning(PodKind.POD, pod, "NodeNotReady", "Node is not ready");
        try {
          client.resources(PodKind.POD, pod.metadata().namespace()).updateStatus(notReady(pod));
        } catch (ApiException e) {
          if (!e.isNotFound()) {
            throw e;
          }
        }
      }
    }
  }

  private Pod notReady(Pod pod) {
    Time now = new Time(clock.instant());
    List<PodCondition> conditions =
        pod.status().conditions().stream()
            .map(
                each ->
                    each.type().equals("Ready")
                        ? each.with(b -> b.status("False").lastTransitionTime(now))
                        : each)
            .toList();
    return pod.with(b -> b.status(s -> s.conditions(conditions)));
  }
}
