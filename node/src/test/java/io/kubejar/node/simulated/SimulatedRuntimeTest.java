package io.kubejar.node.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.node.cri.ContainerEventListener;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.ContainerEventType;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.ContainerMetadata;
import io.kubejar.node.cri.v1.ContainerState;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedRuntimeTest {

  /// Time that passes when the test says so.
  private static final class ManualTime implements SimulationTimer {

    private record Task(Instant at, Runnable work) {}

    private final PriorityQueue<Task> tasks =
        new PriorityQueue<>(java.util.Comparator.comparing(Task::at));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Handle after(Duration delay, Runnable work) {
      var task = new Task(now.plus(delay), work);
      tasks.add(task);
      return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
      tasks.remove(task);
    }

    void pass(Duration time) {
      Instant end = now.plus(time);
      for (Task task = tasks.peek(); task != null && !task.at().isAfter(end); task = tasks.peek()) {
        tasks.remove(task);
        now = task.at();
        task.work().run();
      }
      now = end;
    }

    @Override
    public void close() {}
  }

  private final ManualTime time = new ManualTime();
  private final SimulatedRuntime runtime =
      new SimulatedRuntime("10.9.0.0/29", () -> time.now, time, SimulatedRuntime.Logs.FILES);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path logs;

  @AfterEach
  void close() {
    runtime.close();
  }

  private PodSandboxConfig pod(String name, Map<String, String> annotations) {
    return PodSandboxConfig.newBuilder()
        .setMetadata(PodSandboxMetadata.newBuilder().setName(name).setUid(name))
        .setLogDirectory(logs.resolve(name).toString())
        .putAllAnnotations(annotations)
        .build();
  }

  private String started(PodSandboxConfig pod, String... command) {
    String sandbox = runtime.runPodSandbox(pod, "");
    var config =
        ContainerConfig.newBuilder()
            .setMetadata(ContainerMetadata.newBuilder().setName("main"))
            .addAllCommand(List.of(command))
            .setLogPath("main/0.log")
            .build();
    String container = runtime.createContainer(sandbox, config, pod);
    runtime.startContainer(container);
    return container;
  }

  @Test
  void aContainerDoesWhatItsCommandSays() throws Exception {
    String container = started(pod("a", Map.of()), "sh", "-c", "echo 'hi'; sleep 5; exit 3");
    assertThat(runtime.containerStatus(container).getState())
        .isEqualTo(ContainerState.CONTAINER_RUNNING);
    time.pass(Duration.ofSeconds(5));
    var status = runtime.containerStatus(container);
    assertThat(status.getState()).isEqualTo(ContainerState.CONTAINER_EXITED);
    assertThat(status.getExitCode()).isEqualTo(3);
    assertThat(status.getReason()).isEqualTo("Error");
    assertThat(status.getFinishedAt() - status.getStartedAt()).isEqualTo(5_000_000_000L);
    assertThat(Files.readString(Path.of(status.getLogPath())))
        .isEqualTo("2026-01-01T00:00:00.000000000Z stdout F hi\n");
  }

  @Test
  void aHintOverridesTheCommand() {
    String container =
        started(
            pod("a", Map.of("simulated.kubejar.io/main", "wait=1s; exit=9")), "nginx", "-g", "x");
    time.pass(Duration.ofSeconds(1));
    assertThat(runtime.containerStatus(container).getExitCode()).isEqualTo(9);
  }

  @Test
  void stoppingHeedsTheGracePeriod() throws Exception {
    String polite = started(pod("a", Map.of()), "server");
    runtime.stopContainer(polite, Duration.ofSeconds(30));
    assertThat(runtime.containerStatus(polite).getExitCode()).isEqualTo(143);

    String stubborn = started(pod("b", Map.of("simulated.kubejar.io/main", "stop=ignore")), "x");
    Thread stopper =
        Thread.ofVirtual().start(() -> runtime.stopContainer(stubborn, Duration.ofSeconds(30)));
    while (time.tasks.isEmpty()) {
      Thread.onSpinWait();
    }
    time.pass(Duration.ofSeconds(29));
    assertThat(runtime.containerStatus(stubborn).getState())
        .isEqualTo(ContainerState.CONTAINER_RUNNING);
    time.pass(Duration.ofSeconds(1));
    stopper.join();
    assertThat(runtime.containerStatus(stubborn).getExitCode()).isEqualTo(137);
  }

  @Test
  void addressesAreUniqueAndGivenBack() {
    var addresses = new ArrayList<String>();
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(runtime.runPodSandbox(pod("p" + i, Map.of()), ""));
      addresses.add(runtime.podSandboxStatus(ids.getLast()).getNetwork().getIp());
    }
    assertThat(addresses)
        .containsExactly("10.9.0.2", "10.9.0.3", "10.9.0.4", "10.9.0.5", "10.9.0.6");
    assertThatThrownBy(() -> runtime.runPodSandbox(pod("more", Map.of()), ""))
        .hasMessageContaining("no IP addresses available");
    runtime.removePodSandbox(ids.get(2));
    String next = runtime.runPodSandbox(pod("more", Map.of()), "");
    assertThat(runtime.podSandboxStatus(next).getNetwork().getIp()).isEqualTo("10.9.0.4");
  }

  @Test
  void listenersHearOfChangesInOrder() throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    var listener =
        new ContainerEventListener() {
          @Override
          public void changed(String id, ContainerEventType type) {
            heard.add(type.name());
          }

          @Override
          public void relist() {
            heard.add("relist");
          }
        };
    try (var subscription = runtime.subscribe(listener)) {
      String container = started(pod("a", Map.of()), "true");
      time.pass(Duration.ZERO);
      runtime.removeContainer(container);
      for (String expected :
          List.of(
              "relist",
              "CONTAINER_STARTED_EVENT",
              "CONTAINER_CREATED_EVENT",
              "CONTAINER_STARTED_EVENT",
              "CONTAINER_STOPPED_EVENT",
              "CONTAINER_DELETED_EVENT")) {
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(expected);
      }
    }
  }

  @Test
  void commandsAndImagesAnswer() throws Exception {
    String container = started(pod("a", Map.of()), "server");
    var failed = runtime.execSync(container, List.of("sh", "-c", "echo no; exit 4"), Duration.ZERO);
    assertThat(failed.getExitCode()).isEqualTo(4);
    assertThat(failed.getStdout().toStringUtf8()).isEqualTo("no\n");
    assertThat(
            runtime
                .execSync(container, List.of("hostname", "-f"), Duration.ZERO)
                .getStdout()
                .toStringUtf8())
        .isEqualTo("hostname -f\n");

    var image = ImageSpec.newBuilder().setImage("nginx").build();
    assertThat(runtime.imageStatus(image)).isEmpty();
    runtime.pullImage(image, null, PodSandboxConfig.getDefaultInstance());
    assertThat(runtime.imageStatus(image)).isPresent();
    assertThatThrownBy(
            () ->
                runtime.pullImage(
                    ImageSpec.newBuilder().setImage("simulated/missing:1").build(),
                    null,
                    PodSandboxConfig.getDefaultInstance()))
        .isInstanceOf(CriException.class)
        .hasMessageStartingWith("rpc error: code = NotFound desc = failed to pull");
    assertThatThrownBy(() -> runtime.containerStatus("absent"))
        .isInstanceOfSatisfying(CriException.class, e -> assertThat(e.isNotFound()).isTrue());
    runtime.stopPodSandbox(
        runtime.listContainers(ContainerFilter.getDefaultInstance()).getFirst().getPodSandboxId());
    assertThat(runtime.containerStatus(container).getExitCode()).isEqualTo(137);
  }
}
