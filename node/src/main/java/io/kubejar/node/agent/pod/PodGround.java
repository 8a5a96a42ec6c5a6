package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.node.v1.RuntimeClassKind;
import io.kubejar.node.agent.field.PodFacts;
import io.kubejar.node.agent.object.PodObjects;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import io.kubejar.node.agent.runtime.SandboxRecord;
import io.kubejar.node.agent.volume.Disk;
import io.kubejar.node.agent.volume.MountedVolume;
import io.kubejar.node.agent.volume.PodVolumes;
import io.kubejar.node.agent.volume.VolumeException;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a pod's containers stand on: volumes, control group, sandbox. Used by the pod's worker.
final class PodGround {
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_MOUNT_RETRY = Duration.ofMinutes(2).plusSeconds(2);
  private static final Duration LAST_SANDBOX_RETRY = Duration.ofSeconds(30);

  private final PodSurroundings around;
  private final String uid;
  private final PodVolumes volumes;
  private @Nullable Map<String, MountedVolume> mounted;
  private Duration mountRetry = FIRST_RETRY;
  private Duration sandboxRetry = FIRST_RETRY;
  private @Nullable PodSandboxConfig sandboxConfig;
  private @Nullable String cgroup;

  PodGround(PodSurroundings around, String uid, PodObjects objects) {
    this.around = around;
    this.uid = uid;
    this.volumes =
        new PodVolumes(
            around.node().podDirectory(uid),
            around.disk(),
            around.node().hostFiles(),
            around.client(),
            objects,
            around.timeline());
  }

  Map<String, MountedVolume> volumes() {
    return mounted == null ? Map.of() : mounted;
  }

  /// When the content of volumes has to be looked at again.
  Instant nextRefresh() {
    return volumes.nextRefresh();
  }

  /// Sets the volumes up, or brings their content up to date.
  ///
  /// @param changed whether what they are made from has changed
  /// @return when to try again, empty when they are there
  Optional<Instant> prepare(PodFacts facts, boolean changed) {
    Instant now = around.timeline().now();
    boolean first = mounted == null;
    if (!first && !changed && now.isBefore(volumes.nextRefresh())) {
      return Optional.empty();
    }
    try {
      if (first) {
        mounted = volumes.mount(facts);
      } else {
        volumes.refresh(facts);
      }
      mountRetry = FIRST_RETRY;
      return Optional.empty();
    } catch (VolumeException | IllegalStateException | UncheckedIOException e) {
      String volume = e instanceof VolumeException named ? named.volume() : "";
      around
          .events()
          .warning(
              facts.pod(),
              "FailedMount",
              "MountVolume.SetUp failed for volume \"" + volume + "\" : " + e.getMessage());
      Instant again = now.plus(mountRetry);
      Duration doubled = mountRetry.multipliedBy(2);
      mountRetry = doubled.compareTo(LAST_MOUNT_RETRY) > 0 ? LAST_MOUNT_RETRY : doubled;
      // Old content does for containers that run already.
      return first ? Optional.of(again) : Optional.empty();
    }
  }

  PodSandboxConfig sandboxConfig(Pod pod, int attempt) {
    if (sandboxConfig == null || sandboxConfig.getMetadata().getAttempt() != attempt) {
      if (cgroup == null) {
        cgroup = around.cgroups().create(pod);
      }
      sandboxConfig = SandboxConfigs.of(pod, attempt, around.node(), cgroup);
    }
    return sandboxConfig;
  }

  /// Makes a sandbox in place of those there were.
  ///
  /// @return when to try again, empty when it is there
  Optional<Instant> makeSandbox(Pod pod, PodObservation seen, int attempt) {
    if (seen.sandbox() != null) {
      around
          .events()
          .normal(pod, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
    }
    try {
      stopSandboxes(seen);
      for (SandboxRecord old : seen.sandboxes()) {
        boolean holdsOutcome =
            seen.containers().stream().anyMatch(c -> c.sandboxId().equals(old.id()));
        if (!holdsOutcome) {
          around.runtime().removePodSandbox(old.id());
          around.view().forgetId(old.id());
        }
      }
      if (around.node().hostFiles()) {
        Files.createDirectories(around.node().logs().resolve(PodNames.logDirectory(pod)));
      }
      String id = around.runtime().runPodSandbox(sandboxConfig(pod, attempt), handler(pod));
      around.view().belongs(id, uid);
      sandboxRetry = FIRST_RETRY;
      return Optional.empty();
    } catch (CriException | ApiException | UncheckedIOException | IOException e) {
      around
          .events()
          .warning(
              pod, "FailedCreatePodSandBox", "Failed to create pod sandbox: " + e.getMessage());
      Instant again = around.timeline().now().plus(sandboxRetry);
      Duration doubled = sandboxRetry.multipliedBy(2);
      sandboxRetry = doubled.compareTo(LAST_SANDBOX_RETRY) > 0 ? LAST_SANDBOX_RETRY : doubled;
      return Optional.of(again);
    }
  }

  private String handler(Pod pod) {
    String name = pod.spec().runtimeClassName();
    return name == null || name.isEmpty()
        ? ""
        : around.client().resources(RuntimeClassKind.RUNTIME_CLASS).get(name).handler();
  }

  /// Stops the sandboxes that run, which gives the pod's address back.
  void stopSandboxes(PodObservation seen) {
    for (SandboxRecord sandbox : seen.sandboxes()) {
      if (sandbox.ready()) {
        around.runtime().stopPodSandbox(sandbox.id());
      }
    }
  }

  /// Takes volumes and control group away.
  void clear(Pod pod) {
    volumes.unmount();
    mounted = null;
    around.cgroups().delete(pod);
  }

  /// Removes all that is left of a pod, also what people could still read of it.
  void erase(Pod pod, PodObservation seen) {
    for (ContainerRecord container : seen.containers()) {
      around.runtime().removeContainer(container.id());
    }
    for (SandboxRecord sandbox : seen.sandboxes()) {
      around.runtime().removePodSandbox(sandbox.id());
    }
    if (around.node().hostFiles()) {
      around.disk().remove(around.node().podDirectory(uid));
      new Disk.User().remove(around.node().logs().resolve(PodNames.logDirectory(pod)));
    }
  }
}
