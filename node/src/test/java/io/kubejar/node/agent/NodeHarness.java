package io.kubejar.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerBuilder;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.PodSpecBuilder;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.EventRecorder;
import io.kubejar.http.Exchange;
import io.kubejar.http.ServerTls;
import io.kubejar.node.agent.api.NodeApiSecurity;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.time.Timeline;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.simulated.SimulatedRuntime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A node on a simulated runtime and manual time: given pods, then statuses and events.
final class NodeHarness implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Of no effect with a runtime of one's own, which takes real time.
  final ManualTimeline time = new ManualTimeline();

  final Timeline timeline;
  final FakeApi api;
  final ContainerRuntime runtime;
  final List<String> events = new CopyOnWriteArrayList<>();
  final NodeConfig config;
  final Instant started = time.now();
  final Access access = new Access();
  NodeAgent agent;

  /// Lets in who says so.
  static final class Access implements NodeApiSecurity {
    volatile Verdict verdict = new Verdict.Allowed();
    volatile String asked = "";

    @Override
    public @Nullable ServerTls tls() {
      return null;
    }

    @Override
    public Verdict check(Exchange exchange, String verb, String subresource) {
      asked = verb + " " + subresource;
      return verdict;
    }
  }

  NodeHarness(Path directory) throws IOException {
    this(directory, false);
  }

  NodeHarness(Path directory, boolean hostFiles) throws IOException {
    timeline = time;
    api = new FakeApi(time::now);
    runtime =
        new SimulatedRuntime(
            "10.1.0.0/24",
            time,
            time,
            hostFiles ? SimulatedRuntime.Logs.FILES : SimulatedRuntime.Logs.NONE);
    config =
        NodeConfig.builder("n1", directory)
            .address("192.0.2.1")
            .hostFiles(hostFiles)
            .api(hostFiles ? new InetSocketAddress("127.0.0.1", 0) : null)
            .clusterDns("10.0.0.10")
            .capacity(
                Map.of(
                    "cpu", Quantity.parse("2"),
                    "memory", Quantity.parse("4Gi"),
                    "pods", Quantity.of(110)))
            .build();
    agent = started();
  }

  /// A node on a runtime and time of one's own, which the caller closes.
  NodeHarness(NodeConfig config, ContainerRuntime runtime, Timeline timeline) throws IOException {
    this.timeline = timeline;
    this.api = new FakeApi(timeline::now);
    this.runtime = runtime;
    this.config = config;
    this.agent = started();
  }

  private NodeAgent started() throws IOException {
    NodeAgent fresh =
        NodeAgent.builder(config, api.client(), runtime, timeline, new Recorder())
            .security(access)
            .build();
    fresh.start();
    return fresh;
  }

  /// Ends the agent and starts another.
  void restart() throws IOException {
    agent.close();
    agent = started();
  }

  private final class Recorder implements EventRecorder {
    @Override
    public <T extends ApiObject> void event(
        Kind<T> kind, T object, String fieldPath, Type type, String reason, String message) {
      events.add(
          kind.names().kind()
              + "/"
              + object.metadata().name()
              + (fieldPath.isEmpty() ? "" : " " + fieldPath)
              + " "
              + type.text()
              + " "
              + reason
              + ": "
              + message);
    }
  }

  static Container container(String name, Consumer<ContainerBuilder> change) {
    ContainerBuilder builder =
        Container.builder()
            .name(name)
            .image("busybox")
            .imagePullPolicy("IfNotPresent")
            .terminationMessagePath("/dev/termination-log")
            .terminationMessagePolicy("File");
    change.accept(builder);
    return builder.build();
  }

  static Pod pod(String name, Consumer<PodSpecBuilder> change) {
    return pod(name, Map.of(), change);
  }

  static Pod pod(String name, Map<String, String> annotations, Consumer<PodSpecBuilder> change) {
    PodSpecBuilder spec =
        PodSpec.builder()
            .nodeName("n1")
            .restartPolicy("Always")
            .dnsPolicy("ClusterFirst")
            .terminationGracePeriodSeconds(30L)
            .containers(container("main", _ -> {}));
    change.accept(spec);
    return Pod.builder()
        .metadata(
            ObjectMeta.builder().name(name).namespace("default").annotations(annotations).build())
        .spec(spec.build())
        .status(s -> s.phase("Pending"))
        .build();
  }

  Pod given(Pod pod) {
    return api.put(PodKind.POD, pod);
  }

  Pod find(String name) {
    return api.find(PodKind.POD, "default", name).orElseThrow();
  }

  boolean exists(String name) {
    return api.find(PodKind.POD, "default", name).isPresent();
  }

  Pod await(String name, Predicate<Pod> condition) {
    eventually(() -> exists(name) && condition.test(find(name)), () -> find(name).status());
    return find(name);
  }

  Pod awaitPhase(String name, String phase) {
    return await(name, pod -> pod.status().phase().equals(phase));
  }

  Pod awaitReady(String name) {
    return await(name, pod -> condition(pod, "Ready").status().equals("True"));
  }

  static PodCondition condition(Pod pod, String type) {
    return pod.status().conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElse(PodCondition.builder().build());
  }

  static ContainerStatus status(Pod pod, String container) {
    return java.util.stream.Stream.concat(
            pod.status().containerStatuses().stream(),
            pod.status().initContainerStatuses().stream())
        .filter(s -> s.name().equals(container))
        .findFirst()
        .orElse(ContainerStatus.builder().build());
  }

  static String waiting(Pod pod, String container) {
    var waiting = status(pod, container).state().waiting();
    return waiting == null ? "" : waiting.reason();
  }

  void awaitEvent(String text) {
    eventually(() -> events.stream().anyMatch(e -> e.contains(text)), () -> events);
  }

  void awaitGone(String name) {
    eventually(() -> !exists(name), () -> find(name));
  }

  /// Waits for another thread's work, which takes no simulated time.
  void eventually(java.util.function.BooleanSupplier condition, Supplier<@Nullable Object> shown) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        assertThat(condition.getAsBoolean())
            .as("not reached: %s; events: %s", shown.get(), events)
            .isTrue();
      }
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() {
    agent.close();
    if (timeline == time) {
      runtime.close();
    }
    api.close();
  }
}
