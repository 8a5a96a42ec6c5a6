package io.kubejar.node.containerd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.linux.CgroupLimits;
import io.kubejar.linux.Cgroups;
import io.kubejar.linux.NetworkNamespaces;
import io.kubejar.node.cni.PodNetwork;
import io.kubejar.node.cri.ContainerEventListener;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.CriClient;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.ContainerEventType;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.ContainerMetadata;
import io.kubejar.node.cri.v1.ContainerState;
import io.kubejar.node.cri.v1.ExecRequest;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.KeyValue;
import io.kubejar.node.cri.v1.LinuxContainerConfig;
import io.kubejar.node.cri.v1.LinuxContainerResources;
import io.kubejar.node.cri.v1.LinuxPodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import io.kubejar.node.cri.v1.PodSandboxMetadata;
import io.kubejar.node.cri.v1.PodSandboxState;
import io.kubejar.node.cri.v1.PortMapping;
import io.kubejar.node.image.BusyboxImage;
import io.kubejar.node.image.ImageBuilder;
import io.kubejar.node.image.ImageEndpoint;
import io.kubejar.node.image.ImageName;
import io.kubejar.node.image.ImageRecipe;
import io.kubejar.node.image.ImageStore;
import io.kubejar.node.image.PauseImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A pod's life on a real containerd, in a network namespace of its own so that no address leaves
/// the machine. Needs root; without it the test says what it leaves out.
final class ContainerdTest {

  private static final ImageName IMAGE = ImageName.parse("busybox:test");

  @TempDir(cleanup = CleanupMode.ALWAYS)
  @SuppressWarnings("NullAway.Init")
  private Path data;

  @Test
  void runsAPodAndLeavesNothingBehind() throws Exception {
    if (!Files.isWritable(Path.of("/proc/sys/kernel/hostname"))) {
      System.err.println("not root: the tests with a real containerd are left out");
      return;
    }
    TestParts.install();
    NetworkNamespaces.insideNew(
        () -> {
          MachineState.output("ip", "link", "set", "lo", "up");
          podLife();
          return true;
        });
  }

  private void podLife() throws Exception {
    MachineState before = MachineState.take("kj-");
    String name = PodNetwork.nameFor(data.toString());
    var network =
        new PodNetwork(
            new PodNetwork.Settings(
                name, "10.244.3.0/24", "10.244.0.0/16", data.resolve("cni"), 0));
    network.install();
    var store = new ImageStore(data.resolve("images"));
    PauseImage.putInto(store);
    ImageBuilder.build(
        store,
        IMAGE,
        ImageRecipe.fromScratch(BusyboxImage.items(TestParts.busybox()), BusyboxImage.config()));
    Path plugins = NodeParts.cniDirectory().orElseThrow();
    try (var endpoint = ImageEndpoint.start(store)) {
      var settings =
          new ContainerdSettings(
              data.resolve("containerd"),
              "/" + name,
              network.configurationDirectory(),
              plugins,
              PauseImage.NAME.toString(),
              endpoint.url());
      ContainerdProcess containerd = ContainerdProcess.start(settings);
      try (var runtime = new CriClient(containerd.socket())) {
        assertThat(containerd.isAdopted()).isFalse();
        assertThat(runtime.version().getRuntimeName()).isEqualTo("containerd");
        runPod(runtime, name);
        adopt(settings, containerd);
        runtime.runPodSandbox(sandbox(name, "left-running"), "");
      } finally {
        containerd.stop();
        network.remove();
      }
      assertThat(containerd.isAlive()).isFalse();
    }
    assertThat(MachineState.take("kj-")).isEqualTo(before);
  }

  private static void adopt(ContainerdSettings settings, ContainerdProcess first)
      throws IOException, InterruptedException {
    ContainerdProcess second = ContainerdProcess.start(settings);
    assertThat(second.isAdopted()).isTrue();
    assertThat(second.pid()).isEqualTo(first.pid());
  }

  private PodSandboxConfig sandbox(String network, String pod) {
    return PodSandboxConfig.newBuilder()
        .setMetadata(
            PodSandboxMetadata.newBuilder()
                .setName(pod)
                .setNamespace("default")
                .setUid("uid-" + pod))
        .setHostname(pod)
        .setLogDirectory(data.resolve("logs").resolve(pod).toString())
        .addPortMappings(PortMapping.newBuilder().setContainerPort(8080).setHostPort(18080))
        .setLinux(LinuxPodSandboxConfig.newBuilder().setCgroupParent(parent(network, pod)))
        .build();
  }

  private static String parent(String network, String pod) {
    return "/" + network + "/kubepods/pod-" + pod;
  }

  private void runPod(ContainerRuntime runtime, String network) throws Exception {
    Cgroups.ofThisMachine()
        .create(parent(network, "hello"), new CgroupLimits(256, 50_000, 64 << 20, 200));
    var config = sandbox(network, "hello");
    Files.createDirectories(Path.of(config.getLogDirectory()));
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    try (var subscription = runtime.subscribe(collectingInto(events))) {
      assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("relist");
      String sandboxId = runtime.runPodSandbox(config, "");
      assertThat(runtime.podSandboxStatus(sandboxId).getNetwork().getIp()).startsWith("10.244.3.");
      assertThat(runtime.podSandboxStatus(sandboxId).getState())
          .isEqualTo(PodSandboxState.SANDBOX_READY);

      var image = ImageSpec.newBuilder().setImage(IMAGE.toString()).build();
      assertThat(runtime.imageStatus(image)).isEmpty();
      String imageReference = runtime.pullImage(image, null, config);
      assertThat(runtime.imageStatus(image)).isPresent();

      String containerId = runtime.createContainer(sandboxId, container(imageReference), config);
      runtime.startContainer(containerId);
      awaitEvent(events, containerId + " CONTAINER_STARTED_EVENT");
      assertThat(runtime.containerStatus(containerId).getState())
          .isEqualTo(ContainerState.CONTAINER_RUNNING);

      execute(runtime, containerId);
      forwardPort(runtime, sandboxId);
      var stats = runtime.containerStats(containerId);
      assertThat(stats.getMemory().getWorkingSetBytes().getValue()).isPositive();
      assertThat(Cgroups.ofThisMachine().usage(parent(network, "hello")).memoryBytes())
          .isPositive();

      runtime.stopContainer(containerId, Duration.ofSeconds(5));
      awaitEvent(events, containerId + " CONTAINER_STOPPED_EVENT");
      var status = runtime.containerStatus(containerId);
      assertThat(status.getState()).isEqualTo(ContainerState.CONTAINER_EXITED);
      assertThat(status.getExitCode()).isEqualTo(7);
      assertThat(Files.readString(Path.of(status.getLogPath())))
          .contains(" stdout F hello from the container\n")
          .contains(" stderr F an error\n");

      runtime.removeContainer(containerId);
      runtime.stopPodSandbox(sandboxId);
      runtime.removePodSandbox(sandboxId);
      assertThat(runtime.listPodSandboxes(PodSandboxFilter.getDefaultInstance())).isEmpty();
      assertThat(runtime.listContainers(ContainerFilter.getDefaultInstance())).isEmpty();
    }
  }

  private static ContainerConfig container(String image) {
    String script =
        "trap 'exit 7' TERM; echo $GREETING; echo an error >&2;"
            + " mkdir /tmp/www; echo served > /tmp/www/index.html;"
            + " httpd -p 8080 -h /tmp/www; while true; do sleep 0.1; done";
    return ContainerConfig.newBuilder()
        .setMetadata(ContainerMetadata.newBuilder().setName("main"))
        .setImage(ImageSpec.newBuilder().setImage(image))
        .addAllCommand(List.of("sh", "-c", script))
        .addEnvs(KeyValue.newBuilder().setKey("GREETING").setValue("hello from the container"))
        .setLogPath("main/0.log")
        .setLinux(
            LinuxContainerConfig.newBuilder()
                .setResources(LinuxContainerResources.newBuilder().setMemoryLimitInBytes(32 << 20)))
        .build();
  }

  private static void execute(ContainerRuntime runtime, String containerId) throws IOException {
    var sync =
        runtime.execSync(
            containerId, List.of("sh", "-c", "hostname; exit 3"), Duration.ofSeconds(10));
    assertThat(sync.getStdout().toStringUtf8()).isEqualTo("hello\n");
    assertThat(sync.getExitCode()).isEqualTo(3);

    var request =
        ExecRequest.newBuilder()
            .setContainerId(containerId)
            .addAllCmd(List.of("sh", "-c", "cat; echo done >&2; exit 4"))
            .setStdin(true)
            .setStdout(true)
            .setStderr(true)
            .build();
    try (var streams = runtime.exec(request)) {
      byte[] much = "0123456789abcdef".repeat(20_000).getBytes(UTF_8);
      try (var stdin = streams.stdin()) {
        Thread writer = Thread.ofVirtual().start(() -> write(stdin, much));
        assertThat(streams.stdout().readNBytes(much.length)).isEqualTo(much);
        join(writer);
      }
      assertThat(streams.stdout().readAllBytes()).isEmpty();
      assertThat(new String(streams.stderr().readAllBytes(), UTF_8)).isEqualTo("done\n");
      assertThat(new String(streams.awaitStatus(), UTF_8))
          .contains("\"ExitCode\"", "\"4\"", "NonZeroExitCode");
    }
  }

  private static void write(java.io.OutputStream stdin, byte[] bytes) {
    try {
      stdin.write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void forwardPort(ContainerRuntime runtime, String sandboxId) throws IOException {
    String answer = "";
    // The server in the container may still be starting.
    for (int attempt = 0; attempt < 50 && answer.isEmpty(); attempt++) {
      try (var port = runtime.portForward(sandboxId, 8080)) {
        port.output().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
        answer = new String(port.input().readAllBytes(), UTF_8);
      }
    }
    assertThat(answer).startsWith("HTTP/1.").endsWith("served\n");
    try (var port = runtime.portForward(sandboxId, 9)) {
      assertThat(port.awaitError()).contains("refused");
    } catch (CriException e) {
      assertThat(e).hasMessageContaining("refused");
    }
  }

  private static ContainerEventListener collectingInto(BlockingQueue<String> events) {
    return new ContainerEventListener() {
      @Override
      public void changed(String id, ContainerEventType type) {
        events.add(id + " " + type);
      }

      @Override
      public void relist() {
        events.add("relist");
      }
    };
  }

  private static void awaitEvent(BlockingQueue<String> events, String expected)
      throws InterruptedException {
    String event;
    do {
      event = events.poll(20, TimeUnit.SECONDS);
    } while (event != null && !event.equals(expected));
    assertThat(event).isEqualTo(expected);
  }
}
