package io.kubejar.node.cri;

import io.kubejar.node.cri.v1.AttachRequest;
import io.kubejar.node.cri.v1.AuthConfig;
import io.kubejar.node.cri.v1.Container;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.ContainerFilter;
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
import io.kubejar.node.cri.v1.PodSandboxStatus;
import io.kubejar.node.cri.v1.RuntimeStatus;
import io.kubejar.node.cri.v1.VersionResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What runs containers on a node: sandboxes (what a pod's containers share), containers, images.
///
/// All calls block, are safe from any thread, end within a deadline and throw [CriException] with
/// the runtime's code and words. Stopping and removing what is stopped or gone does nothing.
public interface ContainerRuntime extends AutoCloseable {

  /// The name and version of the runtime.
  VersionResponse version();

  /// Whether the runtime and its network are ready.
  RuntimeStatus status();

  /// Tells the runtime which addresses pods of this node take. Those with a network configuration
  /// of their own ignore it.
  void podCidr(String cidr);

  /// Makes and starts a sandbox.
  ///
  /// @param handler the runtime class's handler, empty for the default
  /// @return the sandbox's id
  String runPodSandbox(PodSandboxConfig config, String handler);

  /// Ends all that runs in a sandbox and gives its address back.
  void stopPodSandbox(String sandboxId);

  /// Removes a sandbox and its containers.
  void removePodSandbox(String sandboxId);

  /// The state and addresses of a sandbox.
  PodSandboxStatus podSandboxStatus(String sandboxId);

  /// The sandboxes that match all parts of a filter.
  List<PodSandbox> listPodSandboxes(PodSandboxFilter filter);

  /// Makes a container in a sandbox, without starting it.
  ///
  /// @return the container's id
  String createContainer(String sandboxId, ContainerConfig config, PodSandboxConfig sandboxConfig);

  /// Starts a container that was made.
  void startContainer(String containerId);

  /// Asks a container to end, and ends it after the grace period. Returns when it has ended.
  void stopContainer(String containerId, Duration grace);

  /// Removes a container, ending it at once if it runs.
  void removeContainer(String containerId);

  /// The containers that match all parts of a filter.
  List<Container> listContainers(ContainerFilter filter);

  /// The state of a container.
  ContainerStatus containerStatus(String containerId);

  /// Changes the limits of a container that runs.
  void updateContainerResources(String containerId, LinuxContainerResources resources);

  /// Makes the runtime write on to a new log file after the old one was moved away.
  void reopenContainerLog(String containerId);

  /// Runs a command in a container and waits for its end.
  ///
  /// @param timeout after which the command is ended, zero for never
  ExecSyncResponse execSync(String containerId, List<String> command, Duration timeout);

  /// Runs a command in a container with its streams connected.
  ContainerStreams exec(ExecRequest request);

  /// Connects to the streams of a container's main process.
  ContainerStreams attach(AttachRequest request);

  /// Connects to a port inside a sandbox's network.
  PortStreams portForward(String sandboxId, int port);

  /// What a container that is in no network answers to whoever would ask it over one.
  ///
  /// @return why it does not work, empty when it does; null for a container that can be asked
  ///   itself
  default @Nullable String answerWithoutNetwork(String containerId) {
    return null;
  }

  /// What one container uses.
  ContainerStats containerStats(String containerId);

  /// What the containers that match a filter use.
  List<ContainerStats> listContainerStats(ContainerStatsFilter filter);

  /// Tells a listener of containers and sandboxes that start, end and go, until the returned
  /// subscription is closed.
  Subscription subscribe(ContainerEventListener listener);

  /// The images of the node.
  List<Image> listImages();

  /// An image by name or id, if the node has it.
  Optional<Image> imageStatus(ImageSpec image);

  /// Fetches an image.
  ///
  /// @param auth how to log in to the registry, null for anonymously
  /// @return the reference by which containers name the image
  String pullImage(ImageSpec image, @Nullable AuthConfig auth, PodSandboxConfig sandboxConfig);

  /// Removes an image with all its names.
  void removeImage(ImageSpec image);

  /// The file systems that hold images.
  List<FilesystemUsage> imageFilesystems();

  @Override
  void close();

  /// A listener's registration.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
