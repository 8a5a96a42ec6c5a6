package io.kubejar.node.cri;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.kubejar.http.remote.RemoteCommandOptions;
import io.kubejar.node.cri.v1.AttachRequest;
import io.kubejar.node.cri.v1.AuthConfig;
import io.kubejar.node.cri.v1.Container;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.ContainerStats;
import io.kubejar.node.cri.v1.ContainerStatsFilter;
import io.kubejar.node.cri.v1.ContainerStatsRequest;
import io.kubejar.node.cri.v1.ContainerStatus;
import io.kubejar.node.cri.v1.ContainerStatusRequest;
import io.kubejar.node.cri.v1.CreateContainerRequest;
import io.kubejar.node.cri.v1.ExecRequest;
import io.kubejar.node.cri.v1.ExecSyncRequest;
import io.kubejar.node.cri.v1.ExecSyncResponse;
import io.kubejar.node.cri.v1.FilesystemUsage;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.ImageFsInfoRequest;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.ImageStatusRequest;
import io.kubejar.node.cri.v1.ImageStatusResponse;
import io.kubejar.node.cri.v1.LinuxContainerResources;
import io.kubejar.node.cri.v1.ListContainerStatsRequest;
import io.kubejar.node.cri.v1.ListContainersRequest;
import io.kubejar.node.cri.v1.ListImagesRequest;
import io.kubejar.node.cri.v1.ListPodSandboxRequest;
import io.kubejar.node.cri.v1.NetworkConfig;
import io.kubejar.node.cri.v1.PodSandbox;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import io.kubejar.node.cri.v1.PodSandboxStatus;
import io.kubejar.node.cri.v1.PodSandboxStatusRequest;
import io.kubejar.node.cri.v1.PortForwardRequest;
import io.kubejar.node.cri.v1.PullImageRequest;
import io.kubejar.node.cri.v1.RemoveContainerRequest;
import io.kubejar.node.cri.v1.RemoveImageRequest;
import io.kubejar.node.cri.v1.RemovePodSandboxRequest;
import io.kubejar.node.cri.v1.ReopenContainerLogRequest;
import io.kubejar.node.cri.v1.RunPodSandboxRequest;
import io.kubejar.node.cri.v1.RuntimeConfig;
import io.kubejar.node.cri.v1.RuntimeStatus;
import io.kubejar.node.cri.v1.StartContainerRequest;
import io.kubejar.node.cri.v1.StatusRequest;
import io.kubejar.node.cri.v1.StopContainerRequest;
import io.kubejar.node.cri.v1.StopPodSandboxRequest;
import io.kubejar.node.cri.v1.UpdateContainerResourcesRequest;
import io.kubejar.node.cri.v1.UpdateRuntimeConfigRequest;
import io.kubejar.node.cri.v1.VersionRequest;
import io.kubejar.node.cri.v1.VersionResponse;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A runtime behind a Unix socket, such as containerd 1.6 or 2.x.
public final class CriClient implements ContainerRuntime {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration PULL_DEADLINE = Duration.ofMinutes(30);
  private static final int LARGEST_MESSAGE = 16 << 20;

  private final EventLoopGroup eventLoop;
  private final ExecutorService callbacks;
  private final ManagedChannel channel;
  private final StreamingClient streaming = new StreamingClient();

  /// Connects when the first call is made, and again after a break.
  public CriClient(Path socket) {
    var address = UnixDomainSocketAddress.of(socket);
    eventLoop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("cri-client", true), NioIoHandler.newFactory());
    callbacks =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cri-callback-", 0).factory());
    channel =
        NettyChannelBuilder.forAddress(address)
            .eventLoopGroup(eventLoop)
            .channelFactory(NioDomainSocketChannel::new)
            // No option means none of the defaults that only TCP has.
            .withOption(ChannelOption.SO_KEEPALIVE, null)
            .executor(callbacks)
            .overrideAuthority("localhost")
            .usePlaintext()
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .build();
  }

  private <Q extends Message, A extends Message> A call(MethodDescriptor<Q, A> method, Q request) {
    return call(method, request, DEADLINE);
  }

  private <Q extends Message, A extends Message> A call(
      MethodDescriptor<Q, A> method, Q request, Duration deadline) {
    try {
      return ClientCalls.blockingUnaryCall(
          channel,
          method,
          CallOptions.DEFAULT.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS),
          request);
    } catch (StatusRuntimeException e) {
      throw CriException.from(e);
    }
  }

  @Override
  public VersionResponse version() {
    return call(CriMethods.VERSION, VersionRequest.newBuilder().setVersion("v1").build());
  }

  @Override
  public RuntimeStatus status() {
    return call(CriMethods.STATUS, StatusRequest.getDefaultInstance()).getStatus();
  }

  @Override
  public void podCidr(String cidr) {
    var network = NetworkConfig.newBuilder().setPodCidr(cidr);
    call(
        CriMethods.UPDATE_RUNTIME_CONFIG,
        UpdateRuntimeConfigRequest.newBuilder()
            .setRuntimeConfig(RuntimeConfig.newBuilder().setNetworkConfig(network))
            .build());
  }

  @Override
  public String runPodSandbox(PodSandboxConfig config, String handler) {
    var request =
        RunPodSandboxRequest.newBuilder().setConfig(config).setRuntimeHandler(handler).build();
    return call(CriMethods.RUN_POD_SANDBOX, request, DEADLINE.multipliedBy(2)).getPodSandboxId();
  }

  @Override
  public void stopPodSandbox(String sandboxId) {
    call(
        CriMethods.STOP_POD_SANDBOX,
        StopPodSandboxRequest.newBuilder().setPodSandboxId(sandboxId).build());
  }

  @Override
  public void removePodSandbox(String sandboxId) {
    call(
        CriMethods.REMOVE_POD_SANDBOX,
        RemovePodSandboxRequest.newBuilder().setPodSandboxId(sandboxId).build());
  }

  @Override
  public PodSandboxStatus podSandboxStatus(String sandboxId) {
    var request = PodSandboxStatusRequest.newBuilder().setPodSandboxId(sandboxId).build();
    return call(CriMethods.POD_SANDBOX_STATUS, request).getStatus();
  }

  @Override
  public List<PodSandbox> listPodSandboxes(PodSandboxFilter filter) {
    var request = ListPodSandboxRequest.newBuilder().setFilter(filter).build();
    return call(CriMethods.LIST_POD_SANDBOX, request).getItemsList();
  }

  @Override
  public String createContainer(
      String sandboxId, ContainerConfig config, PodSandboxConfig sandboxConfig) {
    var request =
        CreateContainerRequest.newBuilder()
            .setPodSandboxId(sandboxId)
            .setConfig(config)
            .setSandboxConfig(sandboxConfig)
            .build();
    return call(CriMethods.CREATE_CONTAINER, request).getContainerId();
  }

  @Override
  public void startContainer(String containerId) {
    call(
        CriMethods.START_CONTAINER,
        StartContainerRequest.newBuilder().setContainerId(containerId).build());
  }

  @Override
  public void stopContainer(String containerId, Duration grace) {
    var request =
        StopContainerRequest.newBuilder()
            .setContainerId(containerId)
            .setTimeout(grace.toSeconds())
            .build();
    try {
      call(CriMethods.STOP_CONTAINER, request, DEADLINE.plus(grace));
    } catch (CriException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  @Override
  public void removeContainer(String containerId) {
    call(
        CriMethods.REMOVE_CONTAINER,
        RemoveContainerRequest.newBuilder().setContainerId(containerId).build());
  }

  @Override
  public List<Container> listContainers(ContainerFilter filter) {
    var request = ListContainersRequest.newBuilder().setFilter(filter).build();
    return call(CriMethods.LIST_CONTAINERS, request).getContainersList();
  }

  @Override
  public ContainerStatus containerStatus(String containerId) {
    var request = ContainerStatusRequest.newBuilder().setContainerId(containerId).build();
    return call(CriMethods.CONTAINER_STATUS, request).getStatus();
  }

  @Override
  public void updateContainerResources(String containerId, LinuxContainerResources resources) {
    call(
        CriMethods.UPDATE_CONTAINER_RESOURCES,
        UpdateContainerResourcesRequest.newBuilder()
            .setContainerId(containerId)
            .setLinux(resources)
            .build());
  }

  @Override
  public void reopenContainerLog(String containerId) {
    call(
        CriMethods.REOPEN_CONTAINER_LOG,
        ReopenContainerLogRequest.newBuilder().setContainerId(containerId).build());
  }

  @Override
  public ExecSyncResponse execSync(String containerId, List<String> command, Duration timeout) {
    // The interface counts in seconds; less than one must not become "for ever".
    long seconds = timeout.plusMillis(999).toSeconds();
    var request =
        ExecSyncRequest.newBuilder()
            .setContainerId(containerId)
            .addAllCmd(command)
            .setTimeout(seconds)
            .build();
    Duration deadline = timeout.isZero() ? Duration.ofDays(1) : DEADLINE.plus(timeout);
    return call(CriMethods.EXEC_SYNC, request, deadline);
  }

  @Override
  public ContainerStreams exec(ExecRequest request) {
    String url = call(CriMethods.EXEC, request).getUrl();
    var options =
        new RemoteCommandOptions(
            request.getStdin(), request.getStdout(), request.getStderr(), request.getTty());
    return connected(() -> streaming.command(url, options));
  }

  @Override
  public ContainerStreams attach(AttachRequest request) {
    String url = call(CriMethods.ATTACH, request).getUrl();
    var options =
        new RemoteCommandOptions(
            request.getStdin(), request.getStdout(), request.getStderr(), request.getTty());
    return connected(() -> streaming.command(url, options));
  }

  @Override
  public PortStreams portForward(String sandboxId, int port) {
    var request = PortForwardRequest.newBuilder().setPodSandboxId(sandboxId).addPort(port).build();
    String url = call(CriMethods.PORT_FORWARD, request).getUrl();
    return connected(() -> streaming.port(url, port));
  }

  private interface Connecting<T> {
    T connect() throws IOException;
  }

  private static <T> T connected(Connecting<T> connecting) {
    try {
      return connecting.connect();
    } catch (IOException e) {
      throw new CriException(
          CriException.Code.UNAVAILABLE, "error dialing the streaming server: " + e.getMessage());
    }
  }

  @Override
  public ContainerStats containerStats(String containerId) {
    var request = ContainerStatsRequest.newBuilder().setContainerId(containerId).build();
    return call(CriMethods.CONTAINER_STATS, request).getStats();
  }

  @Override
  public List<ContainerStats> listContainerStats(ContainerStatsFilter filter) {
    var request = ListContainerStatsRequest.newBuilder().setFilter(filter).build();
    return call(CriMethods.LIST_CONTAINER_STATS, request).getStatsList();
  }

  @Override
  public Subscription subscribe(ContainerEventListener listener) {
    return new EventStream(channel, this, listener);
  }

  @Override
  public List<Image> listImages() {
    return call(CriMethods.LIST_IMAGES, ListImagesRequest.getDefaultInstance()).getImagesList();
  }

  @Override
  public Optional<Image> imageStatus(ImageSpec image) {
    var request = ImageStatusRequest.newBuilder().setImage(image).build();
    ImageStatusResponse response = call(CriMethods.IMAGE_STATUS, request);
    return response.hasImage() ? Optional.of(response.getImage()) : Optional.empty();
  }

  @Override
  public String pullImage(
      ImageSpec image, @Nullable AuthConfig auth, PodSandboxConfig sandboxConfig) {
    var request = PullImageRequest.newBuilder().setImage(image).setSandboxConfig(sandboxConfig);
    if (auth != null) {
      request.setAuth(auth);
    }
    return call(CriMethods.PULL_IMAGE, request.build(), PULL_DEADLINE).getImageRef();
  }

  @Override
  public void removeImage(ImageSpec image) {
    call(CriMethods.REMOVE_IMAGE, RemoveImageRequest.newBuilder().setImage(image).build());
  }

  @Override
  public List<FilesystemUsage> imageFilesystems() {
    return call(CriMethods.IMAGE_FS_INFO, ImageFsInfoRequest.getDefaultInstance())
        .getImageFilesystemsList();
  }

  @Override
  public void close() {
    streaming.close();
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
      eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    callbacks.close();
  }
}
