package io.kubejar.node.agent;

import static io.kubejar.node.agent.NodeHarness.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.client.Client;
import io.kubejar.client.Collection;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informers;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.time.SystemTimeline;
import io.kubejar.node.simulated.SimulatedRuntime;
import io.kubejar.node.simulated.SimulationTimer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many agents in one process share informers and time.
final class ManyNodesTest {
  private static final int NODES = 20;
  private static final int PODS = 200;

  @TempDir Path directory;

  private static final class NoEvents implements EventRecorder {
    @Override
    public <T extends ApiObject> void event(
        Kind<T> kind, T object, String fieldPath, Type type, String reason, String message) {}
  }

  private static Set<Thread> platformThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> !t.getName().startsWith("ForkJoinPool") && !t.getName().contains("Unblock"))
        .filter(t -> t.getThreadGroup() != null && t.getThreadGroup().getName().equals("main"))
        .collect(Collectors.toSet());
  }

  @Test
  void runsPodsOnAllOfThemAndLeavesNoThread() throws Exception {
    Set<Thread> before = platformThreads();
    FakeApi api = new FakeApi(Instant::now);
    Client client = api.client();
    List<NodeAgent> agents = new ArrayList<>();
    try (var timeline = new SystemTimeline("many");
        var timer = SimulationTimer.onOneThread();
        var informers = new Informers(client)) {
      informers.start();
      for (int i = 0; i < NODES; i++) {
        agents.add(agent(i, client, informers, timeline, timer));
      }
      for (int i = 0; i < PODS; i++) {
        String node = "n" + i % NODES;
        api.put(PodKind.POD, pod("p" + i, s -> s.nodeName(node)));
      }
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (running(api) < PODS && System.nanoTime() < deadline) {
        java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
      }
      assertThat(running(api)).isEqualTo(PODS);
      agents.forEach(NodeAgent::close);
    }
    Set<Thread> left = platformThreads();
    left.removeAll(before);
    left.removeIf(t -> !t.isAlive());
    assertThat(left).isEmpty();
  }

  private NodeAgent agent(
      int i, Client client, Informers informers, SystemTimeline timeline, SimulationTimer timer)
      throws IOException {
    var runtime =
        new SimulatedRuntime(
            "10.1." + i + ".0/24", InstantSource.system(), timer, SimulatedRuntime.Logs.NONE);
    NodeConfig config =
        NodeConfig.builder("n" + i, directory.resolve("n" + i))
            .address("192.0.2." + i)
            .hostFiles(false)
            .build();
    NodeAgent agent =
        NodeAgent.builder(config, client, runtime, timeline, new NoEvents())
            .informers(informers)
            .build();
    agent.start();
    return agent;
  }

  private static long running(FakeApi api) {
    return api
        .list(new Collection<>(PodKind.POD, "", ListOptions.builder().build()))
        .items()
        .stream()
        .filter(
            p ->
                p.status().conditions().stream()
                    .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True")))
        .count();
  }
}
