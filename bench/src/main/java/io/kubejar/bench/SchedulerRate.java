package io.kubejar.bench;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informers;
import io.kubejar.scheduler.Profile;
import io.kubejar.scheduler.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Prints how many pods a second the scheduler places: by default 20,000 pods of one controller on
/// 5,000 nodes in three zones.
///
/// Arguments: nodes, pods, rounds.
public final class SchedulerRate {
  private static final EventRecorder SILENT =
      new EventRecorder() {
        @Override
        public <T extends ApiObject> void event(
            Kind<T> kind, T object, String path, Type type, String reason, String message) {}
      };

  private SchedulerRate() {}

  public static void main(String[] args) throws InterruptedException {
    int nodes = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int pods = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    for (int round = 1; round <= rounds; round++) {
      Duration took = round(nodes, pods);
      System.out.printf(
          "round %d: %,d pods on %,d nodes in %,d ms: %,.0f pods/s%n",
          round, pods, nodes, took.toMillis(), pods / (took.toNanos() / 1e9));
    }
  }

  private static Duration round(int nodes, int pods) throws InterruptedException {
    List<Node> all = new ArrayList<>(nodes);
    for (int i = 0; i < nodes; i++) {
      all.add(node(i));
    }
    List<Pod> waiting = new ArrayList<>(pods);
    for (int i = 0; i < pods; i++) {
      waiting.add(
          Pods.small(i).with(b -> b.spec(s -> s.nodeName("")).status(s -> s.phase("Pending"))));
    }
    MemoryApi api = new MemoryApi(all, waiting);
    Client client = new Client(api);
    try (Informers informers = new Informers(client);
        Scheduler scheduler =
            new Scheduler(
                client,
                informers,
                SILENT,
                Profile.standard(client, SILENT),
                InstantSource.system(),
                new Random(1))) {
      long start = System.nanoTime();
      scheduler.start();
      informers.start();
      api.awaitBound();
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private static Node node(int number) {
    String name = "node-" + number;
    return Node.builder()
        .metadata(
            m ->
                m.name(name)
                    .uid(name)
                    .resourceVersion("1")
                    .labels(
                        Map.of(
                            "kubernetes.io/hostname",
                            name,
                            "topology.kubernetes.io/zone",
                            "zone-" + number % 3)))
        .status(
            s ->
                s.allocatable(
                    Map.of(
                        "cpu", Quantity.parse("8"),
                        "memory", Quantity.parse("32Gi"),
                        "pods", Quantity.parse("110"))))
        .build();
  }
}
