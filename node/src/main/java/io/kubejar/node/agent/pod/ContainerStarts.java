package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.Lifecycle;
import io.kubejar.api.core.v1.LifecycleHandler;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.VolumeMount;
import io.kubejar.client.EventRecorder.Type;
import io.kubejar.node.agent.field.PodFacts;
import io.kubejar.node.agent.image.ImagePulls;
import io.kubejar.node.agent.image.ImagePulls.Outcome;
import io.kubejar.node.agent.object.PodObjects;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import io.kubejar.node.agent.runtime.SandboxRecord;
import io.kubejar.node.agent.status.Waiting;
import io.kubejar.node.agent.time.KeyedBackoff;
import io.kubejar.node.agent.volume.MountedVolume;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts containers of one pod and knows why some wait. Used by the pod's worker.
final class ContainerStarts {
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final PodSurroundings around;
  private final String uid;
  private final PodObjects objects;
  private final Hooks hooks;
  private final Runnable signal;
  private final ContainerConfigs configs;
  private final KeyedBackoff crashes = new KeyedBackoff();
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Map<String, Instant> retries = new HashMap<>();
  private final Set<String> saidBackOff = new HashSet<>();

  /// The volumes whose image has been fetched.
  private final Set<String> imagesThere = new HashSet<>();

  /// Containers whose start hook runs, and those whose failed, with the failure.
  private final Map<String, Hook> hooked = new ConcurrentHashMap<>();

  private enum Hook {
    RUNNING,
    FAILED
  }

  ContainerStarts(
      PodSurroundings around, String uid, PodObjects objects, Hooks hooks, Runnable signal) {
    this.around = around;
    this.uid = uid;
    this.objects = objects;
    this.hooks = hooks;
    this.signal = signal;
    this.configs = new ContainerConfigs(around.node(), around.machineMemory());
  }

  /// What a start works with.
  record Scene(
      Pod pod,
      PodFacts facts,
      PodObservation seen,
      SandboxRecord sandbox,
      PodSandboxConfig sandboxConfig,
      Map<String, MountedVolume> volumes) {}

  /// Why containers wait, by name.
  Map<String, Waiting> waiting() {
    return waiting;
  }

  /// Whether a container's start hook still runs.
  boolean isHooked(String containerId) {
    return hooked.get(containerId) == Hook.RUNNING;
  }

  boolean anyHooked() {
    return hooked.containsValue(Hook.RUNNING);
  }

  /// The running containers whose start hook failed, so that they have to end.
  boolean hookFailed(String containerId) {
    return hooked.get(containerId) == Hook.FAILED;
  }

  /// Forgets waits of containers that run.
  void settle(PodObservation seen) {
    for (ContainerRecord record : seen.running()) {
      if (!hooked.containsKey(record.id())) {
        waiting.remove(record.name());
      }
    }
    Set<String> known = new HashSet<>();
    seen.containers().forEach(c -> known.add(c.id()));
    hooked.keySet().retainAll(known);
  }

  /// When to try again what waits; the far future when nothing does.
  Instant nextRetry() {
    return retries.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
  }

  /// Tries to start a container; true when it was started.
  boolean start(ContainerSlot slot, Scene scene) {
    Instant now = around.timeline().now();
    Instant retry = retries.get(slot.name());
    if (retry != null && now.isBefore(retry)) {
      return false;
    }
    retries.remove(slot.name());
    ContainerRecord latest = scene.seen().latest(slot.name());
    String key = uid + "/" + slot.name() + "/" + slot.hash();
    if (latest != null && latest.isExited() && crashLooping(slot, latest, key, scene.pod())) {
      return false;
    }
    if (!imageVolumesThere(slot, scene)) {
      return false;
    }
    return switch (image(slot.container(), scene)) {
      case Outcome.Pulling() -> false;
      case Outcome.Failed(String reason, String message, Instant retryAt) -> {
        fail(scene.pod(), slot, reason, message, retryAt, "Error: " + reason);
        yield false;
      }
      case Outcome.Ready(String reference) -> {
        if (latest != null && latest.isExited()) {
          crashes.next(key, now);
        }
        yield create(slot, scene, latest, reference);
      }
    };
  }

  private Outcome image(Container container, Scene scene) {
    List<String> missing = PullSecrets.missing(scene.pod(), objects);
    if (!missing.isEmpty()) {
      around
          .events()
          .warning(
              scene.pod(),
              "FailedToRetrieveImagePullSecret",
              "Unable to retrieve some image pull secrets ("
                  + String.join(", ", missing)
                  + "); attempting to pull the image may not succeed.");
    }
    return around
        .pulls()
        .ensure(
            new ImagePulls.Demand(
                scene.pod(),
                container,
                scene.sandboxConfig(),
                PullSecrets.of(scene.pod(), container.image(), objects),
                signal));
  }

  /// Whether the images that the container mounts as volumes are there.
  private boolean imageVolumesThere(ContainerSlot slot, Scene scene) {
    for (VolumeMount mount : slot.container().volumeMounts()) {
      if (scene.volumes().get(mount.name())
              instanceof MountedVolume.OfImage(String reference, String policy)
          && !imagesThere.contains(mount.name())) {
        Container stand = slot.container().with(b -> b.image(reference).imagePullPolicy(policy));
        switch (image(stand, scene)) {
          case Outcome.Pulling() -> {
            return false;
          }
          case Outcome.Failed(String reason, String message, Instant retryAt) -> {
            fail(scene.pod(), slot, reason, message, retryAt, "Error: " + reason);
            return false;
          }
          case Outcome.Ready(String _) -> imagesThere.add(mount.name());
        }
      }
    }
    return true;
  }

  private boolean crashLooping(ContainerSlot slot, ContainerRecord latest, String key, Pod pod) {
    Instant now = around.timeline().now();
    Duration length = crashes.wait(key, latest.finishedAt());
    Instant until = latest.finishedAt().plus(length);
    if (!now.isBefore(until)) {
      return false;
    }
    String name = PodNames.message(pod);
    String text = io.kubejar.api.value.Duration.of(length).toString();
    waiting.put(
        slot.name(),
        new Waiting(
            "CrashLoopBackOff",
            "back-off " + text + " restarting failed container=" + slot.name() + " pod=" + name));
    if (saidBackOff.add(latest.id())) {
      event(
          pod,
          slot,
          Type.WARNING,
          "BackOff",
          "Back-off restarting failed container " + slot.name() + " in pod " + name);
    }
    retries.put(slot.name(), until);
    return true;
  }

  private boolean create(
      ContainerSlot slot, Scene scene, @Nullable ContainerRecord latest, String reference) {
    Pod pod = scene.pod();
    int attempt = attempt(slot, scene, latest);
    ContainerConfig config;
    try {
      config = config(slot, scene, attempt, reference);
    } catch (ConfigException | IllegalStateException e) {
      String message = String.valueOf(e.getMessage());
      fail(
          pod,
          slot,
          "CreateContainerConfigError",
          message,
          around.timeline().now().plus(RETRY),
          "Error: " + message);
      return false;
    }
    String id;
    try {
      id = around.runtime().createContainer(scene.sandbox().id(), config, scene.sandboxConfig());
    } catch (CriException e) {
      fail(
          pod,
          slot,
          "CreateContainerError",
          e.description(),
          around.timeline().now().plus(RETRY),
          "Error: " + e.description());
      return false;
    }
    around.view().belongs(id, uid);
    event(pod, slot, Type.NORMAL, "Created", "Container created");
    LifecycleHandler hook = postStart(slot);
    if (hook != null) {
      hooked.put(id, Hook.RUNNING);
    }
    try {
      around.runtime().startContainer(id);
    } catch (CriException e) {
      hooked.remove(id);
      fail(
          pod,
          slot,
          "RunContainerError",
          e.description(),
          around.timeline().now().plusSeconds(1),
          "Error: " + e.description());
      return false;
    }
    event(pod, slot, Type.NORMAL, "Started", "Container started");
    collect(slot, scene.seen());
    if (hook == null) {
      waiting.remove(slot.name());
    } else {
      boolean inits = !pod.spec().initContainers().isEmpty();
      waiting.put(slot.name(), new Waiting(inits ? "PodInitializing" : "ContainerCreating", ""));
      runHook(slot, scene, id, hook);
    }
    return true;
  }

  private ContainerConfig config(ContainerSlot slot, Scene scene, int attempt, String reference) {
    Map<String, String> environment =
        Environment.of(scene.facts(), objects, slot.container(), serviceVariables(scene.pod()));
    Optional<Image> image =
        around.runtime().imageStatus(ImageSpec.newBuilder().setImage(reference).build());
    String target = "";
    if (!slot.target().isEmpty()) {
      ContainerRecord record = scene.seen().latest(slot.target());
      if (record == null) {
        throw new ConfigException("unable to find target container " + slot.target());
      }
      target = record.id();
    }
    if (around.node().hostFiles()) {
      try {
        Files.createDirectories(
            around.node().logs().resolve(PodNames.logDirectory(scene.pod())).resolve(slot.name()));
      } catch (IOException e) {
        throw new ConfigException("create container log directory: " + e.getMessage());
      }
    }
    return configs.of(
        new ContainerConfigs.Parts(
            scene.pod(),
            slot,
            attempt,
            reference,
            image,
            environment,
            scene.volumes(),
            scene.facts().podAddresses(),
            target));
  }

  private Map<String, String> serviceVariables(Pod pod) {
    boolean links = !Boolean.FALSE.equals(pod.spec().enableServiceLinks());
    Map<String, Service> byName = new java.util.TreeMap<>();
    for (Service service : around.services().get()) {
      boolean api =
          service.metadata().namespace().equals("default")
              && service.metadata().name().equals("kubernetes");
      boolean same = service.metadata().namespace().equals(pod.metadata().namespace());
      if (same ? links || api : api) {
        // The pod's own namespace wins over the one of the API server.
        byName.merge(service.metadata().name(), service, (a, b) -> same ? service : a);
      }
    }
    return ServiceVariables.of(byName.values());
  }

  private static int attempt(ContainerSlot slot, Scene scene, @Nullable ContainerRecord latest) {
    if (latest != null) {
      return latest.attempt() + 1;
    }
    return Stream.of(
            scene.pod().status().initContainerStatuses(), scene.pod().status().containerStatuses())
        .flatMap(List::stream)
        .filter(s -> s.name().equals(slot.name()) && !s.containerID().isEmpty())
        .findFirst()
        .map(ContainerStatus::restartCount)
        .map(count -> count + 1)
        .orElse(0);
  }

  /// Removes all ended containers of a name but the last.
  private void collect(ContainerSlot slot, PodObservation before) {
    List<ContainerRecord> old = new ArrayList<>(before.attempts(slot.name()));
    for (int i = 1; i < old.size(); i++) {
      ContainerRecord record = old.get(i);
      if (!record.isRunning()) {
        around.runtime().removeContainer(record.id());
        around.view().forgetId(record.id());
        try {
          if (!record.status().getLogPath().isEmpty()) {
            Files.deleteIfExists(java.nio.file.Path.of(record.status().getLogPath()));
          }
        } catch (IOException _) {
          // It goes with the pod's directory in the end.
        }
      }
    }
    saidBackOff.retainAll(before.containers().stream().map(ContainerRecord::id).toList());
  }

  private static @Nullable LifecycleHandler postStart(ContainerSlot slot) {
    Lifecycle lifecycle = slot.container().lifecycle();
    return lifecycle == null ? null : lifecycle.postStart();
  }

  private void runHook(ContainerSlot slot, Scene scene, String id, LifecycleHandler hook) {
    Container container = slot.container();
    String ip =
        scene.facts().podAddresses().isEmpty() ? "" : scene.facts().podAddresses().getFirst();
    try {
      around
          .threads()
          .execute(
              () -> {
                try {
                  hooks.run(hook, container, id, ip, Duration.ZERO);
                  hooked.remove(id);
                } catch (Hooks.HookException _) {
                  event(
                      scene.pod(),
                      slot,
                      Type.WARNING,
                      "FailedPostStartHook",
                      "PostStartHook failed");
                  hooked.replace(id, Hook.FAILED);
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                } finally {
                  signal.run();
                }
              });
    } catch (RejectedExecutionException _) {
      // The agent is closing.
    }
  }

  private void fail(
      Pod pod, ContainerSlot slot, String reason, String message, Instant retryAt, String said) {
    waiting.put(slot.name(), new Waiting(reason, message));
    retries.put(slot.name(), retryAt);
    event(pod, slot, Type.WARNING, "Failed", said);
  }

  /// Tries at once again what waits for objects that have changed.
  void objectsChanged() {
    waiting.forEach(
        (name, why) -> {
          if (why.reason().equals("CreateContainerConfigError")) {
            retries.remove(name);
          }
        });
  }

  private void event(Pod pod, ContainerSlot slot, Type type, String reason, String message) {
    around.events().container(pod, slot.name(), type, reason, message);
  }
}
