package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSecurityContext;
import io.kubejar.api.core.v1.Sysctl;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.runtime.CriLabels;
import io.kubejar.node.cri.v1.LinuxPodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxConfig;
import io.kubejar.node.cri.v1.PodSandboxMetadata;
import io.kubejar.node.cri.v1.PortMapping;
import io.kubejar.node.cri.v1.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the runtime needs to know to make a pod's sandbox.
final class SandboxConfigs {
  private SandboxConfigs() {}

  /// @param cgroup the pod's control group, null to let the runtime choose
  static PodSandboxConfig of(Pod pod, int attempt, NodeConfig node, @Nullable String cgroup) {
    LinuxPodSandboxConfig.Builder linux =
        LinuxPodSandboxConfig.newBuilder()
            .setSecurityContext(SecuritySettings.sandbox(pod, node.seccompProfiles()));
    if (cgroup != null) {
      linux.setCgroupParent(cgroup);
    }
    PodSecurityContext context = pod.spec().securityContext();
    if (context != null) {
      for (Sysctl sysctl : context.sysctls()) {
        linux.putSysctls(sysctl.name(), sysctl.value());
      }
    }
    PodSandboxConfig.Builder out =
        PodSandboxConfig.newBuilder()
            .setMetadata(
                PodSandboxMetadata.newBuilder()
                    .setName(pod.metadata().name())
                    .setNamespace(pod.metadata().namespace())
                    .setUid(pod.metadata().uid())
                    .setAttempt(attempt))
            .setLogDirectory(node.logs().resolve(PodNames.logDirectory(pod)).toString())
            .setDnsConfig(DnsConfigs.of(pod, node))
            .addAllPortMappings(ports(pod))
            .putAllLabels(pod.metadata().labels())
            .putLabels(CriLabels.POD_NAME, pod.metadata().name())
            .putLabels(CriLabels.POD_NAMESPACE, pod.metadata().namespace())
            .putLabels(CriLabels.POD_UID, pod.metadata().uid())
            .putLabels(CriLabels.OWNER, node.owner())
            .putAllAnnotations(pod.metadata().annotations())
            .setLinux(linux);
    if (!pod.spec().hostNetwork()) {
      out.setHostname(PodNames.hostname(pod, node.clusterDomain()));
    }
    return out.build();
  }

  private static List<PortMapping> ports(Pod pod) {
    List<PortMapping> mappings = new ArrayList<>();
    if (pod.spec().hostNetwork()) {
      return mappings;
    }
    List<Container> containers = new ArrayList<>(pod.spec().initContainers());
    containers.removeIf(init -> !"Always".equals(init.restartPolicy()));
    containers.addAll(pod.spec().containers());
    for (Container container : containers) {
      for (ContainerPort port : container.ports()) {
        if (port.hostPort() > 0) {
          mappings.add(
              PortMapping.newBuilder()
                  .setProtocol(protocol(port.protocol()))
                  .setContainerPort(port.containerPort())
                  .setHostPort(port.hostPort())
                  .setHostIp(port.hostIP())
                  .build());
        }
      }
    }
    return mappings;
  }

  private static Protocol protocol(String name) {
    return switch (name) {
      case "UDP" -> Protocol.UDP;
      case "SCTP" -> Protocol.SCTP;
      default -> Protocol.TCP;
    };
  }
}
