package io.kubejar.cluster;

import io.kubejar.client.ApiEventRecorder;
import io.kubejar.client.Client;
import io.kubejar.client.Informers;
import io.kubejar.node.agent.NodeAgent;
import io.kubejar.node.agent.api.NodeApiSecurity;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.time.SystemTimeline;
import io.kubejar.node.cni.PodNetwork;
import io.kubejar.node.containerd.ContainerdProcess;
import io.kubejar.node.containerd.ContainerdSettings;
import io.kubejar.node.containerd.NodeParts;
import io.kubejar.node.cri.CriClient;
import io.kubejar.node.image.ImageEndpoint;
import io.kubejar.node.image.ImageStore;
import io.kubejar.node.image.PauseImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// This machine as a node: its pods' network, its images, containerd and the agent.
///
/// Closing it leaves containerd and all containers running, for the next start to go on with.
final class RealNode implements AutoCloseable {
  private final Teardown owned = new Teardown();
  private final ClusterConfig config;
  private final ClusterConfig.Nodes.Real settings;

  RealNode(ClusterConfig config, ClusterConfig.Nodes.Real settings) {
    this.config = config;
    this.settings = settings;
  }

  /// Starts the network and the container runtime, which need no API server.
  CriClient startRuntime() throws IOException, InterruptedException {
    MachineParts parts = MachineParts.of(config, settings);
    ImageStore images = new ImageStore(settings.images());
    PauseImage.putInto(images);
    ImageEndpoint endpoint = owned.own("image endpoint", ImageEndpoint.start(images));
    Path socket = settings.runtime();
    if (config.membership() == null) {
      new PodNetwork(parts.network()).install();
    }
    if (socket == null) {
      socket = ContainerdProcess.start(parts.containerd(endpoint.url())).socket();
    }
    return owned.own("container runtime client", new CriClient(socket));
  }

  /// Starts the agent over a runtime.
  ///
  /// @param informers of this process, on all objects; null for some that know the node's own only
  void startAgent(
      CriClient runtime, Client client, @Nullable Informers informers, NodeApiSecurity security)
      throws IOException {
    MachineParts parts = MachineParts.of(config, settings);
    ApiEventRecorder recorder =
        owned.own(
            "events", new ApiEventRecorder(client, "kubelet", settings.name(), Clock.systemUTC()));
    SystemTimeline timeline = owned.own("timeline", new SystemTimeline(settings.name()));
    NodeConfig agentConfig =
        NodeConfig.builder(settings.name(), settings.directory())
            .owner(parts.identity())
            .address(config.nodeAddress())
            .clusterDns(config.plan().dnsService())
            .clusterDomain(config.domain())
            .cgroupRoot(parts.cgroup() + "/kubepods")
            .api(new InetSocketAddress(config.nodeAddress(), 10250))
            .podCidr(config.membership() == null ? config.plan().nodeRange(0) : "")
            .build();
    NodeAgent.Builder builder =
        NodeAgent.builder(agentConfig, client, runtime, timeline, recorder).security(security);
    if (informers != null) {
      builder.informers(informers);
    }
    NodeAgent agent = builder.build();
    owned.own("node agent", agent);
    agent.start();
  }

  /// What of the machine a cluster's node uses, by names that follow from the cluster's own.
  ///
  /// @param identity what tells the node apart from others on the machine
  /// @param network the pods' network
  /// @param cgroup the control group above all of the node's
  /// @param directory where containerd's files are
  record MachineParts(String identity, PodNetwork.Settings network, String cgroup, Path directory) {
    static MachineParts of(ClusterConfig config, ClusterConfig.Nodes.Real node) {
      String identity = config.name() + "@" + node.directory();
      String bridge = PodNetwork.nameFor(identity);
      return new MachineParts(
          identity,
          new PodNetwork.Settings(
              bridge,
              config.plan().nodeRange(0),
              config.plan().podRange(),
              node.directory().resolve("cni"),
              0),
          "/" + bridge,
          node.directory().resolve("containerd"));
    }

    /// The same with another range of addresses for the node's pods.
    MachineParts withRange(String range) {
      return new MachineParts(
          identity,
          new PodNetwork.Settings(
              network.name(), range, network.clusterRange(), network.directory(), network.mtu()),
          cgroup,
          directory);
    }

    ContainerdSettings containerd(String imageEndpoint) throws IOException {
      return new ContainerdSettings(
          directory,
          cgroup,
          new PodNetwork(network).configurationDirectory(),
          NodeParts.cniDirectory()
              .orElseThrow(() -> new IOException("the CNI plugins are not installed")),
          PauseImage.NAME.toString(),
          imageEndpoint);
    }

    /// The name of the interface that holds the node's addresses.
    String nodeInterface() {
      return network.name().replace("kj-", "kjn-");
    }

    /// The name of the table of service rules.
    String serviceTable() {
      return network.name() + "-services";
    }
  }

  @Override
  public void close() {
    owned.close();
  }
}
