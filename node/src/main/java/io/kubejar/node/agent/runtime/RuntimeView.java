package io.kubejar.node.agent.runtime;

import io.kubejar.node.cri.ContainerEventListener;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.Container;
import io.kubejar.node.cri.v1.ContainerEventType;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.ContainerState;
import io.kubejar.node.cri.v1.ContainerStatus;
import io.kubejar.node.cri.v1.PodIP;
import io.kubejar.node.cri.v1.PodSandbox;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import io.kubejar.node.cri.v1.PodSandboxState;
import io.kubejar.node.cri.v1.PodSandboxStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The runtime's sandboxes and containers by pod, and who is told when they change.
///
/// What has ended no longer changes and is asked for once only.
public final class RuntimeView implements AutoCloseable {
  private final ContainerRuntime runtime;
  private final String owner;
  private final Consumer<String> podChanged;
  private final Runnable everythingChanged;
  private final Map<String, String> pods = new ConcurrentHashMap<>();
  private final Map<String, ContainerStatus> ended = new ConcurrentHashMap<>();
  private ContainerRuntime.@Nullable Subscription subscription;

  /// @param owner the agent whose sandboxes are looked at
  /// @param podChanged hears the UID of a pod whose containers changed; must be quick
  /// @param everythingChanged hears that changes may have been missed; must be quick
  public RuntimeView(
      ContainerRuntime runtime,
      String owner,
      Consumer<String> podChanged,
      Runnable everythingChanged) {
    this.runtime = runtime;
    this.owner = owner;
    this.podChanged = podChanged;
    this.everythingChanged = everythingChanged;
  }

  /// Begins to listen for changes.
  public void start() {
    subscription =
        runtime.subscribe(
            new ContainerEventListener() {
              @Override
              public void changed(String id, ContainerEventType type) {
                String pod = pods.get(id);
                if (pod != null) {
                  podChanged.accept(pod);
                }
              }

              @Override
              public void relist() {
                everythingChanged.run();
              }
            });
  }

  /// Files a new sandbox or container under its pod, so that its changes are told.
  public void belongs(String id, String podUid) {
    pods.put(id, podUid);
  }

  /// Looks at a pod.
  public PodObservation observe(String podUid) {
    Map<String, String> selector = Map.of(CriLabels.POD_UID, podUid, CriLabels.OWNER, owner);
    List<SandboxRecord> sandboxes = new ArrayList<>();
    for (PodSandbox sandbox :
        runtime.listPodSandboxes(
            PodSandboxFilter.newBuilder().putAllLabelSelector(selector).build())) {
      SandboxRecord each = sandbox(sandbox);
      if (each != null) {
        sandboxes.add(each);
        pods.put(each.id(), podUid);
      }
    }
    sandboxes.sort(
        Comparator.comparingInt(SandboxRecord::attempt)
            .thenComparing(SandboxRecord::createdAt)
            .reversed());
    List<ContainerRecord> containers = new ArrayList<>();
    for (Container container :
        runtime.listContainers(
            ContainerFilter.newBuilder().putAllLabelSelector(selector).build())) {
      ContainerStatus status = status(container);
      if (status != null) {
        containers.add(new ContainerRecord(container.getPodSandboxId(), status));
        pods.put(container.getId(), podUid);
      }
    }
    containers.sort(
        Comparator.comparingInt(ContainerRecord::attempt)
            .thenComparing(ContainerRecord::createdAt)
            .reversed());
    return new PodObservation(sandboxes, containers);
  }

  /// The UIDs of all pods the runtime has anything of, with a name for each.
  public Map<String, PodName> knownPods() {
    Map<String, PodName> found = new java.util.HashMap<>();
    Map<String, String> selector = Map.of(CriLabels.OWNER, owner);
    for (PodSandbox sandbox :
        runtime.listPodSandboxes(
            PodSandboxFilter.newBuilder().putAllLabelSelector(selector).build())) {
      put(found, sandbox.getLabelsMap());
    }
    for (Container container :
        runtime.listContainers(
            ContainerFilter.newBuilder().putAllLabelSelector(selector).build())) {
      put(found, container.getLabelsMap());
    }
    return found;
  }

  /// A pod's namespace and name, as its labels in the runtime tell.
  public record PodName(String namespace, String name) {}

  private static void put(Map<String, PodName> found, Map<String, String> labels) {
    String uid = labels.get(CriLabels.POD_UID);
    if (uid != null) {
      found.putIfAbsent(
          uid,
          new PodName(
              labels.getOrDefault(CriLabels.POD_NAMESPACE, ""),
              labels.getOrDefault(CriLabels.POD_NAME, "")));
    }
  }

  /// Forgets a pod of which nothing is left.
  public void forget(String podUid) {
    Set<String> ids = new HashSet<>();
    pods.forEach(
        (id, pod) -> {
          if (pod.equals(podUid)) {
            ids.add(id);
          }
        });
    ids.forEach(this::forgetId);
  }

  /// Forgets a container that was removed.
  public void forgetId(String id) {
    pods.remove(id);
    ended.remove(id);
  }

  private @Nullable SandboxRecord sandbox(PodSandbox listed) {
    try {
      PodSandboxStatus status = runtime.podSandboxStatus(listed.getId());
      List<String> addresses = new ArrayList<>();
      if (status.hasNetwork() && !status.getNetwork().getIp().isEmpty()) {
        addresses.add(status.getNetwork().getIp());
        for (PodIP more : status.getNetwork().getAdditionalIpsList()) {
          addresses.add(more.getIp());
        }
      }
      return new SandboxRecord(
          status.getId(),
          status.getMetadata().getAttempt(),
          status.getState() == PodSandboxState.SANDBOX_READY,
          Instant.ofEpochSecond(0, status.getCreatedAt()),
          addresses);
    } catch (CriException e) {
      if (e.isNotFound()) {
        return null;
      }
      throw e;
    }
  }

  private @Nullable ContainerStatus status(Container listed) {
    ContainerStatus known = ended.get(listed.getId());
    if (known != null) {
      return known;
    }
    try {
      ContainerStatus status = runtime.containerStatus(listed.getId());
      if (status.getState() == ContainerState.CONTAINER_EXITED) {
        ended.put(listed.getId(), status);
      }
      return status;
    } catch (CriException e) {
      if (e.isNotFound()) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
  }
}
