package io.kubejar.node.simulated;

import com.google.protobuf.ByteString;
import io.kubejar.node.cri.ContainerEventListener;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.ContainerStreams;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.PortStreams;
import io.kubejar.node.cri.v1.AttachRequest;
import io.kubejar.node.cri.v1.AuthConfig;
import io.kubejar.node.cri.v1.Container;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.ContainerEventType;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.ContainerState;
import io.kubejar.node.cri.v1.ContainerStats;
import io.kubejar.node.cri.v1.ContainerStatsFilter;
import io.kubejar.node.cri.v1.ContainerStatus;
import io.kubejar.node.cri.v1.ExecRequest;
import io.kubejar.node.cri.v1.ExecSyncResponse;
import io.kubejar.node.cri.v1.FilesystemIdentifier;
import io.kubejar.node.cri.v1.FilesystemUsage;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.LinuxContainerResources;
import io.kubejar.node.cri.v1.NamespaceMode;
import io.kubejar.node.cri.v1.PodSandbox;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import io.kubejar.node.cri.v1.PodSandboxNetworkStatus;
import io.kubejar.node.cri.v1.PodSandboxState;
import io.kubejar.node.cri.v1.PodSandboxStatus;
import io.kubejar.node.cri.v1.RuntimeCondition;
import io.kubejar.node.cri.v1.RuntimeStatus;
import io.kubejar.node.cri.v1.UInt64Value;
import io.kubejar.node.cri.v1.VersionResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A runtime whose containers are only told of: no process, no network, no image is real.
///
/// A container does what [SimulatedProgram] reads from its command and its pod's annotations.
/// Images exist when they are pulled, except those whose name contains `simulated/missing`. A
/// runtime costs no thread but one virtual thread for each listener.
public final class SimulatedRuntime implements ContainerRuntime {

  private static final int TERMINATED = 143;
  private static final int KILLED = 137;

  /// Whether containers write log files into their pods' log directories.
  public enum Logs {
    FILES,
    NONE
  }

  private static final class Sandbox {
    final String id;
    final PodSandboxConfig config;
    final String handler;
    final long createdAt;
    final String address;
    PodSandboxState state = PodSandboxState.SANDBOX_READY;

    Sandbox(String id, PodSandboxConfig config, String handler, long createdAt, String address) {
      this.id = id;
      this.config = config;
      this.handler = handler;
      this.createdAt = createdAt;
      this.address = address;
    }
  }

  private final InstantSource clock;
  private final SimulationTimer timer;
  private final Logs logs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Sandbox> sandboxes = new LinkedHashMap<>();
  private final Map<String, SimulatedContainer> containers = new LinkedHashMap<>();
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final List<EventQueue> listeners = new CopyOnWriteArrayList<>();
  private AddressPool addresses;
  private long nextId;

  /// @param podCidr the range that sandboxes' addresses come from
  /// @param timer shared with others, closed by its owner
  public SimulatedRuntime(String podCidr, InstantSource clock, SimulationTimer timer, Logs logs) {
    this.clock = clock;
    this.timer = timer;
    this.logs = logs;
    addresses = new AddressPool(podCidr);
  }

  private interface Call<T> {
    T run();
  }

  private <T> T locked(Call<T> call) {
    lock.lock();
    try {
      return call.run();
    } finally {
      lock.unlock();
    }
  }

  private long now() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private String newId() {
    return String.format("%064x", ++nextId);
  }

  private Sandbox sandbox(String id) {
    Sandbox sandbox = sandboxes.get(id);
    if (sandbox == null) {
      throw new CriException(
          CriException.Code.NOT_FOUND, "an error occurred when try to find sandbox: not found");
    }
    return sandbox;
  }

  private SimulatedContainer container(String id) {
    SimulatedContainer container = containers.get(id);
    if (container == null) {
      throw new CriException(
          CriException.Code.NOT_FOUND,
          "an error occurred when try to find container \"" + id + "\": not found");
    }
    return container;
  }

  private void tell(String id, ContainerEventType type) {
    for (EventQueue listener : listeners) {
      listener.add(id, type);
    }
  }

  @Override
  public VersionResponse version() {
    return VersionResponse.newBuilder()
        .setVersion("0.1.0")
        .setRuntimeName("simulated")
        .setRuntimeVersion("1.0.0")
        .setRuntimeApiVersion("v1")
        .build();
  }

  @Override
  public RuntimeStatus status() {
    return RuntimeStatus.newBuilder()
        .addConditions(RuntimeCondition.newBuilder().setType("RuntimeReady").setStatus(true))
        .addConditions(RuntimeCondition.newBuilder().setType("NetworkReady").setStatus(true))
        .build();
  }

  @Override
  public void podCidr(String cidr) {
    locked(
        () -> {
          if (sandboxes.isEmpty()) {
            addresses = new AddressPool(cidr);
          }
          return true;
        });
  }

  // ---- sandboxes

  @Override
  public String runPodSandbox(PodSandboxConfig config, String handler) {
    return locked(
        () -> {
          for (Sandbox other : sandboxes.values()) {
            if (other.config.getMetadata().equals(config.getMetadata())) {
              throw new CriException(
                  CriException.Code.UNKNOWN,
                  "failed to reserve sandbox name: name is reserved for \"" + other.id + "\"");
            }
          }
          String address = "";
          if (network(config) != NamespaceMode.NODE) {
            address = addresses.take();
            if (address == null) {
              throw new CriException(
                  CriException.Code.UNKNOWN,
                  "failed to setup network for sandbox: no IP addresses available in range set");
            }
          }
          var sandbox = new Sandbox(newId(), config, handler, now(), address);
          sandboxes.put(sandbox.id, sandbox);
          tell(sandbox.id, ContainerEventType.CONTAINER_STARTED_EVENT);
          return sandbox.id;
        });
  }

  private static NamespaceMode network(PodSandboxConfig config) {
    return config.getLinux().getSecurityContext().getNamespaceOptions().getNetwork();
  }

  @Override
  public void stopPodSandbox(String sandboxId) {
    locked(
        () -> {
          Sandbox sandbox = sandboxes.get(sandboxId);
          if (sandbox == null) {
            return false;
          }
          for (SimulatedContainer container : List.copyOf(containers.values())) {
            if (container.sandboxId.equals(sandboxId)) {
              exit(container, KILLED);
            }
          }
          if (sandbox.state == PodSandboxState.SANDBOX_READY) {
            sandbox.state = PodSandboxState.SANDBOX_NOTREADY;
            if (!sandbox.address.isEmpty()) {
              addresses.giveBack(sandbox.address);
            }
            tell(sandboxId, ContainerEventType.CONTAINER_STOPPED_EVENT);
          }
          return true;
        });
  }

  @Override
  public void removePodSandbox(String sandboxId) {
    stopPodSandbox(sandboxId);
    locked(
        () -> {
          containers.values().removeIf(container -> container.sandboxId.equals(sandboxId));
          if (sandboxes.remove(sandboxId) != null) {
            tell(sandboxId, ContainerEventType.CONTAINER_DELETED_EVENT);
          }
          return true;
        });
  }

  @Override
  public PodSandboxStatus podSandboxStatus(String sandboxId) {
    return locked(
        () -> {
          Sandbox sandbox = sandbox(sandboxId);
          var status =
              PodSandboxStatus.newBuilder()
                  .setId(sandbox.id)
                  .setMetadata(sandbox.config.getMetadata())
                  .setState(sandbox.state)
                  .setCreatedAt(sandbox.createdAt)
                  .putAllLabels(sandbox.config.getLabelsMap())
                  .putAllAnnotations(sandbox.config.getAnnotationsMap())
                  .setRuntimeHandler(sandbox.handler);
          if (sandbox.state == PodSandboxState.SANDBOX_READY) {
            status.setNetwork(PodSandboxNetworkStatus.newBuilder().setIp(sandbox.address));
          }
          return status.build();
        });
  }

  @Override
  public List<PodSandbox> listPodSandboxes(PodSandboxFilter filter) {
    return locked(
        () -> {
          var found = new ArrayList<PodSandbox>();
          for (Sandbox sandbox : sandboxes.values()) {
            boolean fits =
                (filter.getId().isEmpty() || sandbox.id.startsWith(filter.getId()))
                    && (!filter.hasState() || filter.getState().getState() == sandbox.state)
                    && fits(sandbox.config.getLabelsMap(), filter.getLabelSelectorMap());
            if (fits) {
              found.add(
                  PodSandbox.newBuilder()
                      .setId(sandbox.id)
                      .setMetadata(sandbox.config.getMetadata())
                      .setState(sandbox.state)
                      .setCreatedAt(sandbox.createdAt)
                      .putAllLabels(sandbox.config.getLabelsMap())
                      .putAllAnnotations(sandbox.config.getAnnotationsMap())
                      .setRuntimeHandler(sandbox.handler)
                      .build());
            }
          }
          return found;
        });
  }

  private static boolean fits(Map<String, String> labels, Map<String, String> selector) {
    return labels.entrySet().containsAll(selector.entrySet());
  }

  // ---- containers

  @Override
  public String createContainer(
      String sandboxId, ContainerConfig config, PodSandboxConfig sandboxConfig) {
    return locked(
        () -> {
          Sandbox sandbox = sandbox(sandboxId);
          var command = new ArrayList<>(config.getCommandList());
          command.addAll(config.getArgsList());
          Path file =
              sandbox.config.getLogDirectory().isEmpty() || config.getLogPath().isEmpty()
                  ? null
                  : Path.of(sandbox.config.getLogDirectory(), config.getLogPath());
          var container =
              new SimulatedContainer(
                  newId(),
                  sandboxId,
                  config,
                  SimulatedProgram.of(
                      config.getMetadata().getName(), command, sandbox.config.getAnnotationsMap()),
                  new SimulatedLog(logs == Logs.FILES ? file : null),
                  file == null ? "" : file.toString(),
                  now());
          containers.put(container.id, container);
          tell(container.id, ContainerEventType.CONTAINER_CREATED_EVENT);
          return container.id;
        });
  }

  @Override
  public void startContainer(String containerId) {
    locked(
        () -> {
          SimulatedContainer container = container(containerId);
          if (container.state != ContainerState.CONTAINER_CREATED) {
            throw new CriException(
                CriException.Code.UNKNOWN, "container is not in created state: " + container.state);
          }
          container.state = ContainerState.CONTAINER_RUNNING;
          container.startedAt = now();
          container.log.open();
          tell(containerId, ContainerEventType.CONTAINER_STARTED_EVENT);
          step(container);
          return true;
        });
  }

  private void step(SimulatedContainer container) {
    while (container.state == ContainerState.CONTAINER_RUNNING) {
      switch (container.program.steps().get(container.nextStep++)) {
        case SimulatedProgram.Log(String text) -> container.log.line(clock.instant(), text);
        case SimulatedProgram.Exit(int code) -> exit(container, code);
        case SimulatedProgram.Wait(Duration duration) -> {
          container.timer = timer.after(duration, () -> goOn(container));
          return;
        }
        case SimulatedProgram.RunOn() -> {
          return;
        }
      }
    }
  }

  private void goOn(SimulatedContainer container) {
    locked(
        () -> {
          step(container);
          return true;
        });
  }

  private void exit(SimulatedContainer container, int code) {
    if (container.timer != null) {
      container.timer.cancel();
      container.timer = null;
    }
    if (container.state != ContainerState.CONTAINER_RUNNING) {
      return;
    }
    container.state = ContainerState.CONTAINER_EXITED;
    container.exitCode = code;
    container.finishedAt = now();
    changed.signalAll();
    tell(container.id, ContainerEventType.CONTAINER_STOPPED_EVENT);
  }

  @Override
  public void stopContainer(String containerId, Duration grace) {
    locked(
        () -> {
          SimulatedContainer container = containers.get(containerId);
          if (container == null || container.state != ContainerState.CONTAINER_RUNNING) {
            return false;
          }
          if (grace.isZero()) {
            exit(container, KILLED);
          } else if (container.program.heedsStop()) {
            exit(container, TERMINATED);
          } else {
            SimulationTimer.Handle kill = timer.after(grace, () -> kill(container));
            try {
              awaitEnd(container);
            } finally {
              kill.cancel();
            }
          }
          return true;
        });
  }

  private void kill(SimulatedContainer container) {
    locked(
        () -> {
          exit(container, KILLED);
          return true;
        });
  }

  private void awaitEnd(SimulatedContainer container) {
    try {
      while (container.state == ContainerState.CONTAINER_RUNNING) {
        changed.await(1, TimeUnit.MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CriException(CriException.Code.CANCELLED, "context canceled");
    }
  }

  @Override
  public void removeContainer(String containerId) {
    locked(
        () -> {
          SimulatedContainer container = containers.get(containerId);
          if (container != null) {
            exit(container, KILLED);
            containers.remove(containerId);
            tell(containerId, ContainerEventType.CONTAINER_DELETED_EVENT);
          }
          return true;
        });
  }

  @Override
  public List<Container> listContainers(ContainerFilter filter) {
    return locked(
        () -> {
          var found = new ArrayList<Container>();
          for (SimulatedContainer container : containers.values()) {
            boolean fits =
                (filter.getId().isEmpty() || container.id.startsWith(filter.getId()))
                    && (filter.getPodSandboxId().isEmpty()
                        || container.sandboxId.equals(filter.getPodSandboxId()))
                    && (!filter.hasState() || filter.getState().getState() == container.state)
                    && fits(container.config.getLabelsMap(), filter.getLabelSelectorMap());
            if (fits) {
              found.add(container.summary());
            }
          }
          return found;
        });
  }

  @Override
  public ContainerStatus containerStatus(String containerId) {
    return locked(() -> container(containerId).status());
  }

  @Override
  public void updateContainerResources(String containerId, LinuxContainerResources resources) {
    locked(
        () -> {
          container(containerId).resources = resources;
          return true;
        });
  }

  @Override
  public void reopenContainerLog(String containerId) {
    locked(
        () -> {
          running(containerId).log.open();
          return true;
        });
  }

  private SimulatedContainer running(String containerId) {
    SimulatedContainer container = container(containerId);
    if (container.state != ContainerState.CONTAINER_RUNNING) {
      throw new CriException(
          CriException.Code.UNKNOWN, "container is not in running state: " + container.state);
    }
    return container;
  }

  // ---- streams

  @Override
  public ExecSyncResponse execSync(String containerId, List<String> command, Duration timeout) {
    locked(() -> running(containerId));
    var outcome = outcome(command);
    return ExecSyncResponse.newBuilder()
        .setStdout(ByteString.copyFromUtf8(outcome.output()))
        .setExitCode(outcome.code())
        .build();
  }

  /// A command that is not understood is echoed.
  private static SimulatedProgram.ExecOutcome outcome(List<String> command) {
    var program = SimulatedProgram.ofCommand(command);
    return program.steps().getFirst() instanceof SimulatedProgram.RunOn
        ? new SimulatedProgram.ExecOutcome(String.join(" ", command) + "\n", 0)
        : program.atOnce();
  }

  @Override
  public ContainerStreams exec(ExecRequest request) {
    locked(() -> running(request.getContainerId()));
    var outcome = outcome(request.getCmdList());
    try {
      return request.getStdin()
          ? SimulatedStreams.echo()
          : SimulatedStreams.ended(outcome.output(), outcome.code());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ContainerStreams attach(AttachRequest request) {
    locked(() -> running(request.getContainerId()));
    return echo();
  }

  @Override
  public PortStreams portForward(String sandboxId, int port) {
    locked(() -> sandbox(sandboxId));
    return echo();
  }

  private static SimulatedStreams echo() {
    try {
      return SimulatedStreams.echo();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- usage and events

  @Override
  public ContainerStats containerStats(String containerId) {
    return locked(() -> container(containerId).stats(now()));
  }

  @Override
  public List<ContainerStats> listContainerStats(ContainerStatsFilter filter) {
    return locked(
        () -> {
          var stats = new ArrayList<ContainerStats>();
          for (SimulatedContainer container : containers.values()) {
            boolean fits =
                container.state == ContainerState.CONTAINER_RUNNING
                    && (filter.getId().isEmpty() || container.id.equals(filter.getId()))
                    && (filter.getPodSandboxId().isEmpty()
                        || container.sandboxId.equals(filter.getPodSandboxId()))
                    && fits(container.config.getLabelsMap(), filter.getLabelSelectorMap());
            if (fits) {
              stats.add(container.stats(now()));
            }
          }
          return stats;
        });
  }

  @Override
  public Subscription subscribe(ContainerEventListener listener) {
    var queue = new EventQueue(listener, listeners::remove);
    listeners.add(queue);
    return queue;
  }

  // ---- images

  @Override
  public List<Image> listImages() {
    return locked(() -> List.copyOf(images.values()));
  }

  @Override
  public Optional<Image> imageStatus(ImageSpec image) {
    return locked(() -> Optional.ofNullable(images.get(image.getImage())));
  }

  @Override
  public String pullImage(
      ImageSpec image, @Nullable AuthConfig auth, PodSandboxConfig sandboxConfig) {
    String name = image.getImage();
    if (name.contains("simulated/missing")) {
      throw new CriException(
          CriException.Code.NOT_FOUND,
          "failed to pull and unpack image \"%1$s\": failed to resolve reference \"%1$s\": %1$s: not found"
              .formatted(name));
    }
    return locked(
        () -> {
          images.computeIfAbsent(
              name,
              key ->
                  Image.newBuilder()
                      .setId(key)
                      .addRepoTags(key)
                      .setSize(1 << 20)
                      .setSpec(ImageSpec.newBuilder().setImage(key))
                      .build());
          return name;
        });
  }

  @Override
  public void removeImage(ImageSpec image) {
    locked(() -> Optional.ofNullable(images.remove(image.getImage())));
  }

  @Override
  public List<FilesystemUsage> imageFilesystems() {
    long used = locked(() -> (long) images.size() << 20);
    return List.of(
        FilesystemUsage.newBuilder()
            .setTimestamp(now())
            .setFsId(FilesystemIdentifier.newBuilder().setMountpoint("/simulated"))
            .setUsedBytes(UInt64Value.newBuilder().setValue(used))
            .build());
  }

  /// Ends all containers, as if the machine were switched off.
  @Override
  public void close() {
    List.copyOf(listeners).forEach(EventQueue::close);
    locked(
        () -> {
          for (SimulatedContainer container : containers.values()) {
            if (container.timer != null) {
              container.timer.cancel();
            }
          }
          containers.clear();
          sandboxes.clear();
          return true;
        });
  }
}
