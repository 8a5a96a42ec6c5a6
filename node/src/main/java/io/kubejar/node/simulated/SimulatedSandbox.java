package io.kubejar.node.simulated;

import io.kubejar.node.cri.v1.NamespaceMode;
import io.kubejar.node.cri.v1.PodSandbox;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import io.kubejar.node.cri.v1.PodSandboxNetworkStatus;
import io.kubejar.node.cri.v1.PodSandboxState;
import io.kubejar.node.cri.v1.PodSandboxStatus;

/// A pod's sandbox in the simulated runtime. Guarded by the runtime's lock.
final class SimulatedSandbox {

  final String id;
  final PodSandboxConfig config;
  final String handler;
  final long createdAt;

  /// Empty for a pod in the node's network.
  final String address;

  PodSandboxState state = PodSandboxState.SANDBOX_READY;

  SimulatedSandbox(
      String id, PodSandboxConfig config, String handler, long createdAt, String address) {
    this.id = id;
    this.config = config;
    this.handler = handler;
    this.createdAt = createdAt;
    this.address = address;
  }

  static boolean hasOwnNetwork(PodSandboxConfig config) {
    return config.getLinux().getSecurityContext().getNamespaceOptions().getNetwork()
        != NamespaceMode.NODE;
  }

  boolean fits(PodSandboxFilter filter) {
    return (filter.getId().isEmpty() || id.startsWith(filter.getId()))
        && (!filter.hasState() || filter.getState().getState() == state)
        && config.getLabelsMap().entrySet().containsAll(filter.getLabelSelectorMap().entrySet());
  }

  PodSandbox summary() {
    return PodSandbox.newBuilder()
        .setId(id)
        .setMetadata(config.getMetadata())
        .setState(state)
        .setCreatedAt(createdAt)
        .putAllLabels(config.getLabelsMap())
        .putAllAnnotations(config.getAnnotationsMap())
        .setRuntimeHandler(handler)
        .build();
  }

  PodSandboxStatus status() {
    var status =
        PodSandboxStatus.newBuilder()
            .setId(id)
            .setMetadata(config.getMetadata())
            .setState(state)
            .setCreatedAt(createdAt)
            .putAllLabels(config.getLabelsMap())
            .putAllAnnotations(config.getAnnotationsMap())
            .setRuntimeHandler(handler);
    if (state == PodSandboxState.SANDBOX_READY) {
      status.setNetwork(PodSandboxNetworkStatus.newBuilder().setIp(address));
    }
    return status.build();
  }
}
