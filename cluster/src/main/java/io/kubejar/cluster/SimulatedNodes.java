package io.kubejar.cluster;

import io.kubejar.api.value.Quantity;
import io.kubejar.client.ApiEventRecorder;
import io.kubejar.client.Client;
import io.kubejar.client.Informers;
import io.kubejar.node.agent.NodeAgent;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.time.SystemTimeline;
import io.kubejar.node.simulated.SimulatedRuntime;
import io.kubejar.node.simulated.SimulationTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Nodes of this process whose containers only pretend to run; the agents are the real ones.
final class SimulatedNodes implements AutoCloseable {
  private final Teardown owned = new Teardown();

  /// @param clients gives a client with the rights of the node of a name
  static SimulatedNodes start(
      int count, ClusterConfig config, Function<String, Client> clients, Informers informers)
      throws IOException {
    SimulatedNodes nodes = new SimulatedNodes();
    Path directory = nodes.directory(config.directory());
    SimulationTimer timer = SimulationTimer.onOneThread();
    nodes.owned.own("simulation timer", timer);
    for (int i = 1; i <= count; i++) {
      String range = config.plan().nodeRange(i - 1);
      String name = "node-" + i;
      nodes.add(
          new Place(name, range, range), directory, config, clients.apply(name), informers, timer);
    }
    return nodes;
  }

  /// One node of the configuration's address, whose pods' addresses the cluster gives.
  ///
  /// @param informers of this process, on all objects; null for some that know the node's own only
  static SimulatedNodes startOne(
      String name, ClusterConfig config, Client client, @Nullable Informers informers)
      throws IOException {
    SimulatedNodes nodes = new SimulatedNodes();
    Path directory = nodes.directory(config.directory());
    SimulationTimer timer = SimulationTimer.onOneThread();
    nodes.owned.own("simulation timer", timer);
    nodes.add(
        new Place(name, config.plan().nodeRange(0), ""),
        directory,
        config,
        client,
        informers,
        timer);
    return nodes;
  }

  /// Who a node is.
  ///
  /// @param range the addresses of its pods as long as it was given none
  /// @param ownRange the addresses of its pods; empty to be given them
  private record Place(String name, String range, String ownRange) {}

  private Path directory(@Nullable Path data) throws IOException {
    if (data != null) {
      return Files.createDirectories(data.resolve("simulated"));
    }
    Path temporary = Files.createTempDirectory("kubejar-nodes");
    owned.own("temporary files", () -> deleteTree(temporary));
    return temporary;
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void add(
      Place place,
      Path directory,
      ClusterConfig config,
      Client client,
      @Nullable Informers informers,
      SimulationTimer timer)
      throws IOException {
    String name = place.name();
    SystemTimeline timeline = owned.own("timeline of " + name, new SystemTimeline(name));
    SimulatedRuntime runtime =
        owned.own(
            "runtime of " + name,
            new SimulatedRuntime(
                place.range(), Clock.systemUTC(), timer, SimulatedRuntime.Logs.FILES));
    ApiEventRecorder recorder =
        owned.own(
            "events of " + name, new ApiEventRecorder(client, "kubelet", name, Clock.systemUTC()));
    NodeConfig settings =
        NodeConfig.builder(name, directory.resolve(name))
            .owner(config.name() + "/" + name)
            .address(config.nodeAddress())
            .capacity(
                Map.of(
                    "cpu", Quantity.parse("8"),
                    "memory", Quantity.parse("32Gi"),
                    "ephemeral-storage", Quantity.parse("100Gi"),
                    "pods", Quantity.parse("110")))
            .clusterDns(config.plan().dnsService())
            .clusterDomain(config.domain())
            .podCidr(place.ownRange())
            .hostFiles(false)
            .api(null)
            .build();
    NodeAgent.Builder builder = NodeAgent.builder(settings, client, runtime, timeline, recorder);
    if (informers != null) {
      builder.informers(informers);
    }
    NodeAgent agent = builder.build();
    owned.own("agent of " + name, agent);
    agent.start();
  }

  @Override
  public void close() {
    owned.close();
  }
}
