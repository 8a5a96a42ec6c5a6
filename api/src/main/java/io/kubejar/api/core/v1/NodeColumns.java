package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The table form of nodes.
final class NodeColumns {
  private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
  private static final String ROLE = "kubernetes.io/role";

  static final List<Column<Node>> ALL =
      List.of(
          Column.objectName(),
          Column.text("Status", "Whether pods can run there.", NodeColumns::status),
          Column.text("Roles", "What the node is for.", NodeColumns::roles),
          Column.age(),
          Column.text(
              "Version",
              "The version of the node's agent.",
              node -> node.status().nodeInfo().kubeletVersion()),
          Column.wide("Internal-IP", "The address inside.", node -> address(node, "InternalIP")),
          Column.wide("External-IP", "The address outside.", node -> address(node, "ExternalIP")),
          Column.wide(
              "OS-Image",
              "The operating system.",
              node -> orElse(node.status().nodeInfo().osImage(), "<unknown>")),
          Column.wide("Kernel-Version", "The kernel.", NodeColumns::kernel),
          Column.wide(
              "Container-Runtime",
              "What runs the containers.",
              node -> orElse(node.status().nodeInfo().containerRuntimeVersion(), "<unknown>")));

  private NodeColumns() {}

  private static Object status(Node node) {
    String status = "Unknown";
    for (NodeCondition condition : node.status().conditions()) {
      if (condition.type().equals("Ready")) {
        status = condition.status().equals("True") ? "Ready" : "NotReady";
      }
    }
    return node.spec().unschedulable() ? status + ",SchedulingDisabled" : status;
  }

  private static Object roles(Node node) {
    Set<String> roles = new TreeSet<>();
    node.metadata()
        .labels()
        .forEach(
            (key, value) -> {
              if (key.startsWith(ROLE_PREFIX) && key.length() > ROLE_PREFIX.length()) {
                roles.add(key.substring(ROLE_PREFIX.length()));
              } else if (key.equals(ROLE) && !value.isEmpty()) {
                roles.add(value);
              }
            });
    return roles.isEmpty() ? "<none>" : String.join(",", roles);
  }

  private static Object address(Node node, String type) {
    return node.status().addresses().stream()
        .filter(address -> address.type().equals(type))
        .findFirst()
        .map(NodeAddress::address)
        .orElse("<none>");
  }

  private static String kernel(Node node) {
    NodeSystemInfo info = node.status().nodeInfo();
    if (info.kernelVersion().isEmpty()) {
      return "<unknown>";
    }
    return info.architecture().isEmpty()
        ? info.kernelVersion()
        : info.kernelVersion() + " (" + info.architecture() + ")";
  }
}
