package io.kubejar.scheduler;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.client.Client;
import io.kubejar.client.EventHandler;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informers;
import io.kubejar.client.Lister;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.queue.SchedulingQueue;
import io.kubejar.scheduler.snapshot.ClusterCache;
import io.kubejar.scheduler.snapshot.NodeInfo;
import io.kubejar.scheduler.snapshot.PodInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Places pods: one thread decides, one pod after the other; binding happens beside it.
///
/// ```
/// informers ──▶ queue ──▶ filter, score ──▶ assume ──▶ bind (own thread each, bounded)
///     └───────▶ cache ──────▲                              └── failed: forget, try again
/// ```
public final class Scheduler implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.scheduler");
  private static final int BINDING_AT_ONCE = 64;

  private final Profile profile;
  private final NodeChooser chooser;
  private final Informers informers;
  private final EventRecorder events;
  private final PodConditions conditions;
  private final ClusterCache cache = new ClusterCache();
  private final SchedulingQueue queue;
  private final Semaphore binding = new Semaphore(BINDING_AT_ONCE);
  private final Lister<Namespace> namespaces;
  private final Nodes nodeHandler = new Nodes();
  private final Pods podHandler = new Pods();
  private final Thread thread;

  public Scheduler(
      Client client,
      Informers informers,
      EventRecorder events,
      Profile profile,
      InstantSource clock,
      RandomGenerator random) {
    this.profile = profile;
    this.chooser = new NodeChooser(profile, random);
    this.informers = informers;
    this.events = events;
    this.conditions = new PodConditions(client, clock);
    this.queue = new SchedulingQueue(clock);
    this.namespaces = informers.of(NamespaceKind.NAMESPACE).lister();
    this.thread = Thread.ofVirtual().name("scheduler").unstarted(this::run);
  }

  /// Begins to schedule once the informers have their first lists.
  public Scheduler start() {
    informers.of(NodeKind.NODE).addHandler(nodeHandler);
    informers.of(PodKind.POD).addHandler(podHandler);
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!informers.of(NodeKind.NODE).awaitSync(Duration.ofSeconds(10))
          || !informers.of(PodKind.POD).awaitSync(Duration.ofSeconds(10))) {
        LOG.log(Level.INFO, "waiting for nodes and pods");
      }
      for (Pod pod = queue.take(); pod != null; pod = queue.take()) {
        attempt(pod);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(Pod pod) throws InterruptedException {
    try {
      if (pod.metadata().deletionTimestamp() != null || cache.isAssumed(pod)) {
        queue.remove(pod);
        return;
      }
      for (var plugin : profile.at(SchedulingPlugin.PreEnqueue.class)) {
        if (!plugin.preEnqueue(pod).isOk()) {
          conditions.gated(pod);
          queue.gated(pod);
          return;
        }
      }
      PodInfo info = new PodInfo(pod);
      Cycle cycle = new Cycle(info, cache.snapshot(), this::namespaceLabels);
      switch (chooser.choose(cycle)) {
        case NodeChooser.Choice.Nowhere(String message, String nominated) -> {
          cache.nominate(info, nominated);
          queue.failed(pod);
          events.warning(PodKind.POD, pod, "FailedScheduling", message);
          conditions.unschedulable(pod, message, nominated);
        }
        case NodeChooser.Choice.Chosen(NodeInfo node) -> place(cycle, node);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "scheduling " + pod.metadata().name() + " failed", e);
      queue.retry(pod);
    }
  }

  private Map<String, String> namespaceLabels(String name) {
    Namespace namespace = namespaces.get("", name);
    return namespace == null ? Map.of() : namespace.metadata().labels();
  }

  private void place(Cycle cycle, NodeInfo node) throws InterruptedException {
    List<SchedulingPlugin.Reserve> reserves = profile.at(SchedulingPlugin.Reserve.class);
    cache.assume(cycle.info(), node.name());
    for (SchedulingPlugin.Reserve plugin : reserves) {
      if (plugin.reserve(cycle, node) instanceof Verdict.Unschedulable refused) {
        undo(cycle, node, String.join(", ", refused.reasons()));
        return;
      }
    }
    binding.acquire();
    Thread.ofVirtual()
        .name("bind-" + cycle.pod().metadata().name())
        .start(
            () -> {
              try {
                bind(cycle, node);
              } finally {
                binding.release();
              }
            });
  }

  private void bind(Cycle cycle, NodeInfo node) {
    Pod pod = cycle.pod();
    try {
      for (var plugin : profile.at(SchedulingPlugin.PreBind.class)) {
        if (plugin.preBind(cycle, node) instanceof Verdict.Unschedulable refused) {
          undo(cycle, node, String.join(", ", refused.reasons()));
          return;
        }
      }
      for (var plugin : profile.at(SchedulingPlugin.Bind.class)) {
        if (plugin.bind(cycle, node) instanceof Verdict.Unschedulable refused) {
          undo(cycle, node, String.join(", ", refused.reasons()));
          return;
        }
      }
      queue.remove(pod);
      events.normal(
          PodKind.POD,
          pod,
          "Scheduled",
          "Successfully assigned %s/%s to %s"
              .formatted(pod.metadata().namespace(), pod.metadata().name(), node.name()));
    } catch (RuntimeException e) {
      undo(cycle, node, String.valueOf(e.getMessage()));
    }
  }

  private void undo(Cycle cycle, NodeInfo node, String why) {
    for (var plugin : profile.at(SchedulingPlugin.Reserve.class)) {
      plugin.unreserve(cycle, node);
    }
    cache.forget(cycle.info());
    // the room it would have taken is free again
    queue.moveAll();
    LOG.log(Level.DEBUG, "{0} not bound: {1}", cycle.pod().metadata().name(), why);
    queue.retry(cycle.pod());
  }

  @Override
  public void close() {
    informers.of(NodeKind.NODE).removeHandler(nodeHandler);
    informers.of(PodKind.POD).removeHandler(podHandler);
    queue.close();
    thread.interrupt();
    if (thread.getState() != Thread.State.NEW) {
      try {
        thread.join(Duration.ofSeconds(5));
        binding.tryAcquire(BINDING_AT_ONCE, 5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final class Nodes implements EventHandler<Node> {
    @Override
    public void added(Node node) {
      cache.setNode(node);
      queue.moveAll();
    }

    @Override
    public void updated(Node old, Node node) {
      boolean relevant =
          !old.spec().equals(node.spec())
              || !old.metadata().labels().equals(node.metadata().labels())
              || !old.status().allocatable().equals(node.status().allocatable());
      if (relevant) {
        cache.setNode(node);
        queue.moveAll();
      }
    }

    @Override
    public void deleted(Node node) {
      cache.removeNode(node.metadata().name());
      queue.move(Scheduler::looksAtOthers);
    }
  }

  private final class Pods implements EventHandler<Pod> {
    @Override
    public void added(Pod pod) {
      boolean over =
          pod.status().phase().equals("Succeeded") || pod.status().phase().equals("Failed");
      if (over) {
        queue.remove(pod);
        cache.removePod(pod);
        queue.moveAll();
      } else if (!pod.spec().nodeName().isEmpty()) {
        queue.remove(pod);
        cache.setPod(pod);
        queue.move(Scheduler::looksAtOthers);
      } else if (pod.spec().schedulerName().equals(profile.schedulerName())) {
        if (!cache.isPlaced(pod) && !pod.status().nominatedNodeName().isEmpty()) {
          cache.nominate(new PodInfo(pod), pod.status().nominatedNodeName());
        }
        queue.add(pod);
      }
    }

    @Override
    public void updated(Pod old, Pod pod) {
      boolean onlyStatus =
          !old.spec().nodeName().isEmpty()
              && old.spec().equals(pod.spec())
              && old.metadata().labels().equals(pod.metadata().labels())
              && old.status().phase().equals(pod.status().phase())
              && (old.metadata().deletionTimestamp() == null)
                  == (pod.metadata().deletionTimestamp() == null);
      if (!onlyStatus) {
        added(pod);
      }
    }

    @Override
    public void deleted(Pod pod) {
      boolean placed = cache.isPlaced(pod) || !pod.status().nominatedNodeName().isEmpty();
      queue.remove(pod);
      cache.removePod(pod);
      if (placed) {
        queue.moveAll();
      }
    }
  }

  /// Whether another pod's coming may let a pod in.
  private static boolean looksAtOthers(Pod pod) {
    var affinity = pod.spec().affinity();
    return affinity != null && affinity.podAffinity() != null
        || !pod.spec().topologySpreadConstraints().isEmpty();
  }
}
