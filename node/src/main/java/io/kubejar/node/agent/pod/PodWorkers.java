package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.client.EventHandler;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import io.kubejar.node.agent.runtime.RuntimeView;
import io.kubejar.node.agent.runtime.SandboxRecord;
import io.kubejar.node.agent.volume.Disk;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The workers of a node's pods: one for each pod from when it is first seen until nothing of it is
/// left.
public final class PodWorkers implements EventHandler<Pod>, AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.node");
  private static final Duration ORPHAN_GRACE = Duration.ofSeconds(30);

  private final PodSurroundings around;
  private final NodeAdmission admission;
  private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public PodWorkers(PodSurroundings around) {
    this.around = around;
    this.admission = new NodeAdmission(around.allocatable());
  }

  @Override
  public void added(Pod pod) {
    if (!pod.spec().nodeName().equals(around.node().name()) || closed) {
      return;
    }
    String uid = pod.metadata().uid();
    PodWorker known = workers.get(uid);
    if (known != null) {
      known.update(pod);
      return;
    }
    PodWorker worker = new PodWorker(pod, around, admission, this::gone);
    workers.put(uid, worker);
    worker.start();
  }

  @Override
  public void updated(Pod old, Pod pod) {
    if (!old.metadata().uid().equals(pod.metadata().uid())) {
      deleted(old);
    }
    added(pod);
  }

  @Override
  public void deleted(Pod pod) {
    PodWorker worker = workers.get(pod.metadata().uid());
    if (worker != null) {
      worker.remove();
    }
  }

  private void gone(PodWorker worker) {
    workers.remove(worker.uid());
  }

  /// Something about a pod's containers may have changed.
  public void changed(String podUid) {
    PodWorker worker = workers.get(podUid);
    if (worker != null) {
      worker.signal();
    }
  }

  /// Anything may have changed.
  public void allChanged() {
    workers.values().forEach(PodWorker::signal);
  }

  /// The pods with their newest statuses.
  public List<Pod> pods() {
    List<Pod> pods = new ArrayList<>();
    workers.values().forEach(worker -> pods.add(worker.current()));
    return pods;
  }

  /// A pod by name; the one not being deleted when there are several.
  public Optional<Pod> pod(String namespace, String name) {
    Pod found = null;
    for (Pod pod : pods()) {
      if (pod.metadata().namespace().equals(namespace)
          && pod.metadata().name().equals(name)
          && (found == null || pod.metadata().deletionTimestamp() == null)) {
        found = pod;
      }
    }
    return Optional.ofNullable(found);
  }

  /// Ends what the runtime and the disk hold of pods that are no longer known. To be called when
  /// all pods of the node have been seen.
  public void removeOrphans() {
    for (var entry : around.view().knownPods().entrySet()) {
      if (!workers.containsKey(entry.getKey())) {
        try {
          removeOrphan(entry.getKey(), entry.getValue());
        } catch (RuntimeException e) {
          LOG.log(
              Level.WARNING, "pod {0} could not be removed: {1}", entry.getKey(), e.getMessage());
        }
      }
    }
    removeDirectories();
  }

  private void removeOrphan(String uid, RuntimeView.PodName name) {
    LOG.log(
        Level.INFO,
        "pod {0}/{1} is gone, its containers are removed",
        name.namespace(),
        name.name());
    PodObservation seen = around.view().observe(uid);
    List<Thread> stops = new ArrayList<>();
    for (ContainerRecord container : seen.running()) {
      stops.add(
          Thread.ofVirtual()
              .name("orphan-" + container.id())
              .start(() -> around.runtime().stopContainer(container.id(), ORPHAN_GRACE)));
    }
    try {
      for (Thread stop : stops) {
        stop.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    for (ContainerRecord container : seen.containers()) {
      around.runtime().removeContainer(container.id());
    }
    for (SandboxRecord sandbox : seen.sandboxes()) {
      around.runtime().stopPodSandbox(sandbox.id());
      around.runtime().removePodSandbox(sandbox.id());
    }
    around.view().forget(uid);
    if (around.node().hostFiles()) {
      new Disk.User()
          .remove(around.node().logs().resolve(name.namespace() + "_" + name.name() + "_" + uid));
    }
  }

  private void removeDirectories() {
    if (!around.node().hostFiles()) {
      return;
    }
    Set<Path> orphans = new HashSet<>();
    try (DirectoryStream<Path> pods =
        Files.newDirectoryStream(around.node().directory().resolve("pods"))) {
      for (Path pod : pods) {
        if (!workers.containsKey(pod.toFile().getName())) {
          orphans.add(pod);
        }
      }
    } catch (NoSuchFileException _) {
      return;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "pod directories cannot be read: {0}", e.getMessage());
    }
    for (Path orphan : orphans) {
      around.disk().remove(orphan);
    }
  }

  /// Lets go of all pods, whose containers go on.
  @Override
  public void close() {
    closed = true;
    List<Thread> closing = new ArrayList<>();
    for (PodWorker worker : workers.values()) {
      closing.add(Thread.ofVirtual().name("close-" + worker.uid()).start(worker::close));
    }
    try {
      for (Thread each : closing) {
        each.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
