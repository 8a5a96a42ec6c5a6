package io.kubejar.node.agent.status;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerState;
import io.kubejar.api.core.v1.ContainerStateRunning;
import io.kubejar.api.core.v1.ContainerStateTerminated;
import io.kubejar.api.core.v1.ContainerStateWaiting;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.ContainerUser;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.HostIP;
import io.kubejar.api.core.v1.LinuxContainerUser;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodIP;
import io.kubejar.api.core.v1.PodStatus;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.core.v1.VolumeMount;
import io.kubejar.api.core.v1.VolumeMountStatus;
import io.kubejar.api.value.Time;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.SandboxRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pod's status as it follows from what is seen: a pure function.
public final class PodStatuses {
  private final PodView view;
  private final Pod pod;

  private PodStatuses(PodView view) {
    this.view = view;
    this.pod = view.pod();
  }

  public static PodStatus of(PodView view) {
    return new PodStatuses(view).compute();
  }

  /// Whether the node writes conditions of the type; those of others it leaves alone.
  public static boolean isOwnCondition(String type) {
    return PodConditions.isOwn(type);
  }

  /// The status of a pod that the node does not take.
  public static PodStatus rejected(Pod pod, String reason, String message, Instant now) {
    return pod.status().toBuilder()
        .phase("Failed")
        .reason(reason)
        .message("Pod was rejected: " + message)
        .startTime(pod.status().startTime() == null ? new Time(now) : pod.status().startTime())
        .observedGeneration(pod.metadata().generation())
        .build();
  }

  private PodStatus compute() {
    boolean hasInits = !pod.spec().initContainers().isEmpty();
    List<ContainerStatus> inits = new ArrayList<>();
    for (Container init : pod.spec().initContainers()) {
      inits.add(container(init, pod.status().initContainerStatuses(), true, true));
    }
    List<ContainerStatus> apps = new ArrayList<>();
    for (Container container : pod.spec().containers()) {
      apps.add(container(container, pod.status().containerStatuses(), hasInits, false));
    }
    List<ContainerStatus> ephemeral = new ArrayList<>();
    for (EphemeralContainer each : pod.spec().ephemeralContainers()) {
      ephemeral.add(
          container(ephemeral(each), pod.status().ephemeralContainerStatuses(), hasInits, false));
    }
    apps.sort(Comparator.comparing(ContainerStatus::name));
    ephemeral.sort(Comparator.comparing(ContainerStatus::name));
    String old = pod.status().phase();
    String phase =
        PodPhases.isFinal(old) ? old : PodPhases.phase(pod.spec(), inits, apps, view.ended());
    List<String> addresses = addresses();
    SandboxRecord sandbox = view.observation().sandbox();
    boolean sandboxReady =
        sandbox != null
            && sandbox.ready()
            && (pod.spec().hostNetwork() || !sandbox.addresses().isEmpty());
    return pod.status().toBuilder()
        .observedGeneration(pod.metadata().generation())
        .phase(phase)
        .conditions(new PodConditions(pod, view.now()).of(phase, sandboxReady, inits, apps))
        .hostIP(first(view.hostAddresses()))
        .hostIPs(view.hostAddresses().stream().map(ip -> HostIP.builder().ip(ip).build()).toList())
        .podIP(first(addresses))
        .podIPs(addresses.stream().map(ip -> PodIP.builder().ip(ip).build()).toList())
        .startTime(
            pod.status().startTime() == null ? new Time(view.now()) : pod.status().startTime())
        .initContainerStatuses(inits)
        .containerStatuses(apps)
        .ephemeralContainerStatuses(ephemeral)
        .build();
  }

  /// The part that an ephemeral container has in common with others.
  public static Container ephemeral(EphemeralContainer each) {
    return Container.builder()
        .name(each.name())
        .image(each.image())
        .command(each.command())
        .args(each.args())
        .workingDir(each.workingDir())
        .envFrom(each.envFrom())
        .env(each.env())
        .volumeMounts(each.volumeMounts())
        .restartPolicy("Never")
        .terminationMessagePath(each.terminationMessagePath())
        .terminationMessagePolicy(each.terminationMessagePolicy())
        .imagePullPolicy(each.imagePullPolicy())
        .securityContext(each.securityContext())
        .stdin(each.stdin())
        .stdinOnce(each.stdinOnce())
        .tty(each.tty())
        .build();
  }

  private List<String> addresses() {
    if (pod.spec().hostNetwork()) {
      return view.observation().sandbox() == null ? List.of() : view.hostAddresses();
    }
    for (SandboxRecord sandbox : view.observation().sandboxes()) {
      if (!sandbox.addresses().isEmpty()) {
        return sandbox.addresses();
      }
    }
    // A sandbox that is gone no longer tells; what was known stays true of an ended pod.
    return pod.status().podIPs().stream().map(PodIP::ip).toList();
  }

  private static String first(List<String> addresses) {
    return addresses.isEmpty() ? "" : addresses.getFirst();
  }

  private ContainerStatus container(
      Container container, List<ContainerStatus> olds, boolean podHasInits, boolean init) {
    ContainerStatus old =
        olds.stream().filter(s -> s.name().equals(container.name())).findFirst().orElse(null);
    List<ContainerRecord> attempts = view.observation().attempts(container.name());
    Waiting waiting = view.waiting().get(container.name());
    if (attempts.isEmpty()) {
      return unseen(container, old, waiting, podHasInits);
    }
    ContainerRecord latest = attempts.getFirst();
    ContainerState state = state(latest);
    ContainerState last = ContainerState.builder().build();
    if (attempts.size() > 1) {
      last = state(attempts.get(1));
    } else if (old != null
        && old.lastState().terminated() != null
        && !old.lastState().terminated().containerID().equals(fullId(latest))) {
      last = old.lastState();
    }
    if (waiting != null && !latest.isRunning()) {
      if (latest.isExited()) {
        last = state;
      }
      state = waiting(waiting.reason(), waiting.message());
    } else if (waiting != null && latest.isRunning()) {
      // A hook has yet to end before the container counts as running.
      state = waiting(waiting.reason(), waiting.message());
    }
    boolean running = state.running() != null;
    ContainerHealth health =
        running ? view.health().apply(latest) : new ContainerHealth(false, false);
    boolean ready = health.ready() && !view.ended();
    if (init && !PodPhases.isSidecar(container)) {
      ready = state.terminated() != null && state.terminated().exitCode() == 0;
    }
    var status = latest.status();
    var builder =
        ContainerStatus.builder()
            .name(container.name())
            .state(state)
            .lastState(last)
            .ready(ready)
            .restartCount(latest.attempt())
            .image(
                status.getImage().getUserSpecifiedImage().isEmpty()
                    ? image(status.getImage().getImage(), container)
                    : status.getImage().getUserSpecifiedImage())
            .imageID(status.getImageRef())
            .containerID(fullId(latest))
            .started(running && health.started())
            .volumeMounts(mounts(container));
    if (running) {
      resources(container, builder);
    }
    if (status.hasUser() && status.getUser().hasLinux()) {
      var user = status.getUser().getLinux();
      builder.user(
          ContainerUser.builder()
              .linux(
                  LinuxContainerUser.builder()
                      .uid(user.getUid())
                      .gid(user.getGid())
                      .supplementalGroups(user.getSupplementalGroupsList())
                      .build())
              .build());
    }
    return builder.build();
  }

  private static void resources(
      Container container, io.kubejar.api.core.v1.ContainerStatusBuilder builder) {
    ResourceRequirements asked = container.resources();
    builder.allocatedResources(asked.requests());
    builder.resources(
        ResourceRequirements.builder().limits(asked.limits()).requests(asked.requests()).build());
  }

  /// Runtimes that know an image by its digest only give no name worth showing.
  private static String image(String seen, Container container) {
    return seen.isEmpty() || seen.startsWith("sha256:") ? container.image() : seen;
  }

  private ContainerStatus unseen(
      Container container,
      @Nullable ContainerStatus old,
      @Nullable Waiting waiting,
      boolean podHasInits) {
    if (old != null && old.state().terminated() != null && waiting == null) {
      return old;
    }
    if (old != null && old.state().running() != null && view.ended()) {
      // Its container is gone, and nobody knows how it ended.
      return old.with(
          b ->
              b.ready(false)
                  .started(false)
                  .state(
                      ContainerState.builder()
                          .terminated(
                              ContainerStateTerminated.builder()
                                  .exitCode(137)
                                  .reason("ContainerStatusUnknown")
                                  .message(
                                      "The container could not be located when the pod was "
                                          + "terminated")
                                  .build())
                          .build()));
    }
    var builder =
        ContainerStatus.builder()
            .name(container.name())
            .image(container.image())
            .started(false)
            .volumeMounts(mounts(container));
    if (old != null) {
      builder.restartCount(old.restartCount()).lastState(old.lastState());
      if (old.state().terminated() != null) {
        builder.lastState(old.state());
      }
    }
    return builder
        .state(
            waiting != null
                ? waiting(waiting.reason(), waiting.message())
                : waiting(podHasInits ? "PodInitializing" : "ContainerCreating", ""))
        .build();
  }

  private ContainerState state(ContainerRecord record) {
    return switch (record.state()) {
      case CREATED -> waiting("ContainerCreating", "");
      case RUNNING ->
          ContainerState.builder()
              .running(ContainerStateRunning.builder().startedAt(time(record.startedAt())).build())
              .build();
      case EXITED ->
          ContainerState.builder()
              .terminated(
                  ContainerStateTerminated.builder()
                      .exitCode(record.exitCode())
                      .reason(record.status().getReason())
                      .message(message(record))
                      .startedAt(time(record.startedAt()))
                      .finishedAt(time(record.finishedAt()))
                      .containerID(fullId(record))
                      .build())
              .build();
      case UNKNOWN ->
          ContainerState.builder()
              .terminated(
                  ContainerStateTerminated.builder()
                      .exitCode(137)
                      .reason("ContainerStatusUnknown")
                      .message("The container could not be located when the pod was terminated")
                      .containerID(fullId(record))
                      .build())
              .build();
    };
  }

  private String message(ContainerRecord record) {
    String left = view.message().apply(record);
    return left.isEmpty() ? record.status().getMessage() : left;
  }

  private static @Nullable Time time(Instant instant) {
    return instant.equals(Instant.EPOCH) ? null : new Time(instant);
  }

  private static ContainerState waiting(String reason, String message) {
    return ContainerState.builder()
        .waiting(ContainerStateWaiting.builder().reason(reason).message(message).build())
        .build();
  }

  private String fullId(ContainerRecord record) {
    return view.runtimeName() + "://" + record.id();
  }

  private static List<VolumeMountStatus> mounts(Container container) {
    List<VolumeMountStatus> mounts = new ArrayList<>();
    for (VolumeMount mount : container.volumeMounts()) {
      mounts.add(
          VolumeMountStatus.builder()
              .name(mount.name())
              .mountPath(mount.mountPath())
              .readOnly(mount.readOnly())
              .recursiveReadOnly(mount.readOnly() ? "Disabled" : null)
              .build());
    }
    return mounts;
  }
}
