package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.HostAlias;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.node.agent.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The `/etc/hosts` of a pod.
final class HostsFile {
  private HostsFile() {}

  /// @param addresses the pod's addresses
  static String text(Pod pod, List<String> addresses, NodeConfig node) {
    StringBuilder out = new StringBuilder();
    if (pod.spec().hostNetwork()) {
      out.append("# Kubernetes-managed hosts file (host network).\n");
      try {
        out.append(Files.readString(Path.of("/etc/hosts")));
      } catch (IOException _) {
        out.append("127.0.0.1\tlocalhost\n");
      }
    } else {
      out.append(
          """
          # Kubernetes-managed hosts file.
          127.0.0.1\tlocalhost
          ::1\tlocalhost ip6-localhost ip6-loopback
          fe00::\tip6-localnet
          fe00::\tip6-mcastprefix
          fe00::1\tip6-allnodes
          fe00::2\tip6-allrouters
          """);
      String hostname = PodNames.hostname(pod, node.clusterDomain());
      String full = PodNames.qualified(pod, hostname, node.clusterDomain());
      for (String address : addresses) {
        out.append(address).append('\t');
        if (full != null && !full.equals(hostname)) {
          out.append(full).append('\t');
        }
        out.append(hostname).append('\n');
      }
    }
    if (!pod.spec().hostAliases().isEmpty()) {
      out.append("\n# Entries added by HostAliases.\n");
      for (HostAlias alias : pod.spec().hostAliases()) {
        out.append(alias.ip())
            .append('\t')
            .append(String.join("\t", alias.hostnames()))
            .append('\n');
      }
    }
    return out.toString();
  }
}
