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
import io.kubejar.node.cri.v1.FilesystemUsage;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.LinuxContainerResources;
import io.kubejar.node.cri.v1.PodSandbox;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import io.kubejar.node.cri.v1.PodSandboxState;
import io.kubejar.node.cri.v1.PodSandboxStatus;
import io.kubejar.node.cri.v1.RuntimeCondition;
import io.kubejar.node.cri.v1.RuntimeStatus;
import io.kubejar.node.cri.v1.VersionResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A runtime whose containers are only told of: no process, no network, no image is real.
///
/// A container does what [SimulatedProgram] reads from its command and its pod's annotations.
/// Images exist when they are pulled ([SimulatedImages]). A runtime costs no thread but one virtual
/// thread for each listener.
public final class SimulatedRuntime implements ContainerRuntime {

  /// Whether containers write log files into their pods' log directories.
  public enum Logs {
    FILES,
    NONE
  }

  private final InstantSource clock;
  private final SimulatedLives lives;
  private final Logs logs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, SimulatedSandbox> sandboxes = new LinkedHashMap<>();
  private final Map<String, SimulatedContainer> containers = new LinkedHashMap<>();
  private final SimulatedImages images = new SimulatedImages();
  private final List<EventQueue> listeners = new CopyOnWriteArrayList<>();
  private AddressPool addresses;
  private long nextId;

  /// @param podCidr the range that sandboxes' addresses come from
  /// @param timer shared with others, closed by its owner
  public SimulatedRuntime(String podCidr, InstantSource clock, SimulationTimer timer, Logs logs) {
    this.clock = clock;
    lives =
        new SimulatedLives(
            clock, timer, lock, id -> tell(id, ContainerEventType.CONTAINER_STOPPED_EVENT));
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
    return SimulatedLives.nanos(clock);
  }

  private String newId() {
    return String.format("%064x", ++nextId);
  }

  private SimulatedSandbox sandbox(String id) {
    SimulatedSandbox sandbox = sandboxes.get(id);
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
          for (SimulatedSandbox other : sandboxes.values()) {
            if (other.config.getMetadata().equals(config.getMetadata())) {
              throw new CriException(
                  CriException.Code.UNKNOWN,
                  "failed to reserve sandbox name: name is reserved for \"" + other.id + "\"");
            }
          }
          String address = "";
          if (SimulatedSandbox.hasOwnNetwork(config)) {
            address = addresses.take();
            if (address == null) {
              throw new CriException(
                  CriException.Code.UNKNOWN,
                  "failed to setup network for sandbox: no IP addresses available in range set");
            }
          }
          var sandbox = new SimulatedSandbox(newId(), config, handler, now(), address);
          sandboxes.put(sandbox.id, sandbox);
          tell(sandbox.id, ContainerEventType.CONTAINER_STARTED_EVENT);
          return sandbox.id;
        });
  }

  @Override
  public void stopPodSandbox(String sandboxId) {
    locked(
        () -> {
          SimulatedSandbox sandbox = sandboxes.get(sandboxId);
          if (sandbox == null) {
            return false;
          }
          for (SimulatedContainer container : List.copyOf(containers.values())) {
            if (container.sandboxId.equals(sandboxId)) {
              lives.kill(container);
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
    return locked(() -> sandbox(sandboxId).status());
  }

  @Override
  public List<PodSandbox> listPodSandboxes(PodSandboxFilter filter) {
    return locked(
        () -> {
          var found = new ArrayList<PodSandbox>();
          for (SimulatedSandbox sandbox : sandboxes.values()) {
            if (sandbox.fits(filter)) {
              found.add(sandbox.summary());
            }
          }
          return found;
        });
  }

  // ---- containers

  @Override
  public String createContainer(
      String sandboxId, ContainerConfig config, PodSandboxConfig sandboxConfig) {
    return locked(
        () -> {
          SimulatedSandbox sandbox = sandbox(sandboxId);
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
          tell(containerId, ContainerEventType.CONTAINER_STARTED_EVENT);
          lives.begin(container);
          return true;
        });
  }

  @Override
  public void stopContainer(String containerId, Duration grace) {
    locked(
        () -> {
          SimulatedContainer container = containers.get(containerId);
          if (container == null || container.state != ContainerState.CONTAINER_RUNNING) {
            return false;
          }
          lives.stop(container, grace);
          return true;
        });
  }

  @Override
  public void removeContainer(String containerId) {
    locked(
        () -> {
          SimulatedContainer container = containers.get(containerId);
          if (container != null) {
            lives.kill(container);
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
            if (container.fits(filter)) {
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

  /// The addresses of simulated pods are nobody's, or somebody else's: nothing may be sent there.
  @Override
  public String answerWithoutNetwork(String containerId) {
    return locked(() -> running(containerId)).program.answers() ? "" : "simulated to fail";
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
            if (container.fits(filter)) {
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
    return images.list();
  }

  @Override
  public Optional<Image> imageStatus(ImageSpec image) {
    return images.find(image);
  }

  @Override
  public String pullImage(
      ImageSpec image, @Nullable AuthConfig auth, PodSandboxConfig sandboxConfig) {
    return images.pull(image);
  }

  @Override
  public void removeImage(ImageSpec image) {
    images.remove(image);
  }

  @Override
  public List<FilesystemUsage> imageFilesystems() {
    return List.of(images.usage(now()));
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
