package io.kubejar.policy.rbac;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import io.kubejar.api.rbac.v1.ClusterRole;
import io.kubejar.api.rbac.v1.ClusterRoleBinding;
import io.kubejar.api.rbac.v1.ClusterRoleBindingKind;
import io.kubejar.api.rbac.v1.ClusterRoleKind;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.api.rbac.v1.Role;
import io.kubejar.api.rbac.v1.RoleBinding;
import io.kubejar.api.rbac.v1.RoleBindingKind;
import io.kubejar.api.rbac.v1.RoleKind;
import io.kubejar.api.rbac.v1.RoleRef;
import io.kubejar.server.spi.ClusterView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Roles and bindings of the cluster, compiled when first asked for and again when they changed.
///
/// What concerns a namespace is compiled only when a request is made in it.
final class RoleIndex {
  private final ClusterView view;
  private final Map<String, Namespaced> namespaces = new ConcurrentHashMap<>();
  private volatile @Nullable Clustered cluster;

  RoleIndex(ClusterView view) {
    this.view = view;
  }

  /// A role's rules, as written and compiled.
  record Rules(List<PolicyRule> written, List<CompiledRule> compiled) {
    static Rules of(List<PolicyRule> rules) {
      return new Rules(rules, rules.stream().map(CompiledRule::new).toList());
    }
  }

  private record Clustered(long generation, Grants grants, Map<String, Rules> roles) {}

  private record Namespaced(long generation, Grants grants, Map<String, Rules> roles) {}

  /// The bindings for the whole cluster.
  Grants clusterGrants() {
    return cluster().grants();
  }

  /// The bindings within a namespace.
  Grants grants(String namespace) {
    return namespace.isEmpty() ? Grants.NONE : namespaced(namespace).grants();
  }

  /// The rules of a role as seen from a binding, or null when there is no such role.
  @Nullable Rules rules(RoleRef reference, String namespace) {
    return switch (reference.kind()) {
      case "ClusterRole" -> cluster().roles().get(reference.name());
      case "Role" ->
          namespace.isEmpty() ? null : namespaced(namespace).roles().get(reference.name());
      default -> null;
    };
  }

  private Clustered cluster() {
    long generation =
        view.generation(ClusterRoleKind.CLUSTER_ROLE)
            + view.generation(ClusterRoleBindingKind.CLUSTER_ROLE_BINDING);
    Clustered current = cluster;
    if (current == null || current.generation() != generation) {
      current = compileCluster(generation);
      cluster = current;
    }
    return current;
  }

  private Clustered compileCluster(long generation) {
    var grants = new Grants();
    for (ClusterRoleBinding binding : view.list(ClusterRoleBindingKind.CLUSTER_ROLE_BINDING, "")) {
      String text = "ClusterRoleBinding \"%s\"".formatted(binding.metadata().name());
      grants.add(text, binding.roleRef(), binding.subjects(), "");
    }
    List<ClusterRole> all = view.list(ClusterRoleKind.CLUSTER_ROLE, "");
    var roles = new HashMap<String, Rules>();
    for (ClusterRole role : all) {
      roles.put(role.metadata().name(), Rules.of(rulesOf(role, all)));
    }
    return new Clustered(generation, grants, roles);
  }

  /// A role's own rules and those of the roles it gathers, so that nobody has to wait for the
  /// controller that writes them into it.
  private static List<PolicyRule> rulesOf(ClusterRole role, List<ClusterRole> all) {
    if (role.aggregationRule() == null) {
      return role.rules();
    }
    Set<PolicyRule> rules = new LinkedHashSet<>(role.rules());
    Set<String> visited = new LinkedHashSet<>(List.of(role.metadata().name()));
    gather(role, all, rules, visited);
    return new ArrayList<>(rules);
  }

  private static void gather(
      ClusterRole role, List<ClusterRole> all, Set<PolicyRule> rules, Set<String> visited) {
    var aggregation = role.aggregationRule();
    if (aggregation == null) {
      return;
    }
    for (LabelSelector selector : aggregation.clusterRoleSelectors()) {
      for (ClusterRole other : all) {
        if (selects(selector, other) && visited.add(other.metadata().name())) {
          rules.addAll(other.rules());
          gather(other, all, rules, visited);
        }
      }
    }
  }

  private Namespaced namespaced(String namespace) {
    long generation =
        view.generation(RoleKind.ROLE) + view.generation(RoleBindingKind.ROLE_BINDING);
    Namespaced current = namespaces.get(namespace);
    if (current == null || current.generation() != generation) {
      current = compileNamespace(namespace, generation);
      if (current.grants().isEmpty() && current.roles().isEmpty()) {
        // Names of namespaces come from requests: remember only those that mean something.
        namespaces.remove(namespace);
      } else {
        namespaces.put(namespace, current);
      }
    }
    return current;
  }

  private Namespaced compileNamespace(String namespace, long generation) {
    var grants = new Grants();
    for (RoleBinding binding : view.list(RoleBindingKind.ROLE_BINDING, namespace)) {
      String text = "RoleBinding \"%s/%s\"".formatted(binding.metadata().name(), namespace);
      grants.add(text, binding.roleRef(), binding.subjects(), namespace);
    }
    var roles = new HashMap<String, Rules>();
    for (Role role : view.list(RoleKind.ROLE, namespace)) {
      roles.put(role.metadata().name(), Rules.of(role.rules()));
    }
    return new Namespaced(generation, grants, roles);
  }

  private static boolean selects(LabelSelector selector, ApiObject object) {
    Map<String, String> labels = object.metadata().labels();
    for (var wanted : selector.matchLabels().entrySet()) {
      if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
        return false;
      }
    }
    for (LabelSelectorRequirement wanted : selector.matchExpressions()) {
      String value = labels.get(wanted.key());
      boolean met =
          switch (wanted.operator()) {
            case "In" -> value != null && wanted.values().contains(value);
            case "NotIn" -> value == null || !wanted.values().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
          };
      if (!met) {
        return false;
      }
    }
    return true;
  }
}
