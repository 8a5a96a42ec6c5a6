package io.kubejar.node.agent;

import io.kubejar.api.core.v1.ContainerImage;
import io.kubejar.api.core.v1.DaemonEndpoint;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeCondition;
import io.kubejar.api.core.v1.NodeDaemonEndpoints;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.NodeSpec;
import io.kubejar.api.core.v1.NodeStatus;
import io.kubejar.api.core.v1.NodeSystemInfo;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder.Type;
import io.kubejar.client.Resources;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.event.PodEvents;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.RuntimeStatus;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The node's object: made when it is missing, and its status written whenever it changes, or after
/// five minutes without a change.
final class NodeStatusReporter {
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
  private static final int MOST_IMAGES = 50;
  private static final long LEAST_MEMORY = 100L << 20;
  private static final Map<String, String[]> EVENTS =
      Map.of(
          "Ready", new String[] {"NodeReady", "NodeNotReady"},
          "MemoryPressure", new String[] {"NodeHasInsufficientMemory", "NodeHasSufficientMemory"},
          "DiskPressure", new String[] {"NodeHasDiskPressure", "NodeHasNoDiskPressure"},
          "PIDPressure", new String[] {"NodeHasInsufficientPID", "NodeHasSufficientPID"});

  private final NodeConfig config;
  private final Resources<Node> nodes;
  private final ContainerRuntime runtime;
  private final PodEvents events;
  private final Map<String, Quantity> capacity;
  private final Map<String, Quantity> allocatable;
  private final NodeSystemInfo info;
  private final int port;
  private @Nullable Node last;
  private Instant written = Instant.EPOCH;
  private String podCidr = "";

  /// @param port where the node's own API listens, 0 for nowhere
  NodeStatusReporter(
      NodeConfig config,
      Client client,
      ContainerRuntime runtime,
      PodEvents events,
      Map<String, Quantity> capacity,
      Map<String, Quantity> allocatable,
      NodeSystemInfo info,
      int port) {
    this.config = config;
    this.nodes = client.resources(NodeKind.NODE);
    this.runtime = runtime;
    this.events = events;
    this.capacity = capacity;
    this.allocatable = allocatable;
    this.info = info;
    this.port = port;
  }

  /// The node's object as last written or read.
  @Nullable Node node() {
    return last;
  }

  /// Makes the node's object, or brings its labels up to date.
  void register(Instant now) {
    Optional<Node> found = nodes.find(config.name());
    if (found.isEmpty()) {
      Node fresh =
          Node.builder()
              .metadata(
                  ObjectMeta.builder()
                      .name(config.name())
                      .labels(labels())
                      .annotations(
                          Map.of("volumes.kubernetes.io/controller-managed-attach-detach", "true"))
                      .build())
              .spec(NodeSpec.builder().taints(config.taints()).build())
              .status(status(NodeStatus.builder().build(), now))
              .build();
      try {
        last = nodes.create(fresh);
      } catch (ApiException e) {
        if (!e.isAlreadyExists()) {
          throw e;
        }
        last = nodes.get(config.name());
      }
    } else {
      Node known = found.get();
      Map<String, String> labels = new HashMap<>(known.metadata().labels());
      labels.putAll(labels());
      last =
          labels.equals(known.metadata().labels())
              ? known
              : nodes.update(known.with(b -> b.metadata(m -> m.labels(labels))));
    }
    Node node = last;
    if (node != null) {
      events.node(node, Type.NORMAL, "Starting", "Starting kubelet.");
    }
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    labels.put("kubernetes.io/hostname", config.name());
    labels.put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", Machine.architecture());
    labels.put("beta.kubernetes.io/os", "linux");
    labels.put("beta.kubernetes.io/arch", Machine.architecture());
    labels.putAll(config.labels());
    return labels;
  }

  /// Writes the status if there is something new in it, or nothing was written for long.
  void report(Instant now) {
    Node known = last;
    if (known == null) {
      register(now);
      known = last;
    }
    if (known == null) {
      return;
    }
    NodeStatus status = status(known.status(), now);
    boolean same = withoutHeartbeat(status).equals(withoutHeartbeat(known.status()));
    if (same && now.isBefore(written.plus(LONGEST_SILENCE))) {
      return;
    }
    NodeStatus before = known.status();
    try {
      last = nodes.updateStatus(known.with(b -> b.status(status)));
      written = now;
    } catch (ApiException e) {
      if (!e.isConflict() && !e.isNotFound()) {
        throw e;
      }
      Node fresh = nodes.find(config.name()).orElse(null);
      last = fresh;
      if (fresh != null) {
        before = fresh.status();
        NodeStatus again = status(fresh.status(), now);
        last = nodes.updateStatus(fresh.with(b -> b.status(again)));
        written = now;
      }
    }
    Node node = last;
    if (node != null) {
      tell(node, before, status);
      learnPodCidr(node);
    }
  }

  private void learnPodCidr(Node node) {
    String cidr = config.podCidr().isEmpty() ? node.spec().podCIDR() : config.podCidr();
    if (!cidr.isEmpty() && !cidr.equals(podCidr)) {
      runtime.podCidr(cidr);
      podCidr = cidr;
    }
  }

  private void tell(Node node, NodeStatus before, NodeStatus after) {
    for (NodeCondition condition : after.conditions()) {
      String[] words = EVENTS.get(condition.type());
      boolean changed =
          before.conditions().stream()
              .noneMatch(
                  c -> c.type().equals(condition.type()) && c.status().equals(condition.status()));
      if (words != null && changed) {
        String word = condition.status().equals("True") ? words[0] : words[1];
        events.node(node, Type.NORMAL, word, "Node " + config.name() + " status is now: " + word);
      }
    }
  }

  private static NodeStatus withoutHeartbeat(NodeStatus status) {
    return status.toBuilder()
        .conditions(
            status.conditions().stream().map(c -> c.with(b -> b.lastHeartbeatTime(null))).toList())
        .build();
  }

  private NodeStatus status(NodeStatus old, Instant now) {
    RuntimeStatus state = null;
    List<ContainerImage> images = old.images();
    try {
      state = runtime.status();
      images = images();
    } catch (CriException _) {
      // The conditions tell.
    }
    boolean memoryShort = false;
    boolean diskShort = false;
    if (config.hostFiles()) {
      long memory = Machine.availableMemory();
      memoryShort = memory >= 0 && memory < LEAST_MEMORY;
      diskShort = diskShort();
    }
    return old.toBuilder()
        .capacity(capacity)
        .allocatable(allocatable)
        .conditions(
            new NodeConditions(old.conditions(), now)
                .of(new NodeConditions.Facts(state, memoryShort, diskShort)))
        .addresses(config.addresses())
        .daemonEndpoints(
            NodeDaemonEndpoints.builder()
                .kubeletEndpoint(DaemonEndpoint.builder().Port(port).build())
                .build())
        .nodeInfo(info)
        .images(images)
        .build();
  }

  /// Less than a tenth free, as upstream's threshold for pods' disk.
  private boolean diskShort() {
    try {
      FileStore store = Files.getFileStore(config.directory());
      return store.getUsableSpace() < store.getTotalSpace() / 10;
    } catch (IOException _) {
      return false;
    }
  }

  private List<ContainerImage> images() {
    List<ContainerImage> images = new ArrayList<>();
    for (Image image : runtime.listImages()) {
      List<String> names = new ArrayList<>(image.getRepoDigestsList());
      names.addAll(image.getRepoTagsList());
      images.add(
          ContainerImage.builder()
              .names(names.subList(0, Math.min(5, names.size())))
              .sizeBytes(image.getSize())
              .build());
    }
    images.sort(
        Comparator.comparingLong(ContainerImage::sizeBytes)
            .reversed()
            .thenComparing(i -> i.names().toString()));
    return images.subList(0, Math.min(MOST_IMAGES, images.size()));
  }
}
