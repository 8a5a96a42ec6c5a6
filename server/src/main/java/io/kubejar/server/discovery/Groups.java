package io.kubejar.server.discovery;

import io.kubejar.api.kind.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Kinds by group and version, in the order in which clients should prefer them.
///
/// @param groups the groups, the core group (named by an empty text) included
public record Groups(List<Group> groups) {
  /// The built-in groups by falling priority, as upstream's API services rank them.
  private static final List<String> ORDER =
      List.of(
          "",
          "apiregistration.k8s.io",
          "apps",
          "events.k8s.io",
          "authentication.k8s.io",
          "authorization.k8s.io",
          "autoscaling",
          "batch",
          "certificates.k8s.io",
          "networking.k8s.io",
          "policy",
          "rbac.authorization.k8s.io",
          "storage.k8s.io",
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "scheduling.k8s.io",
          "coordination.k8s.io",
          "node.k8s.io",
          "discovery.k8s.io",
          "resource.k8s.io",
          "flowcontrol.apiserver.k8s.io");

  /// A group with its versions, the preferred one first.
  public record Group(String name, List<Version> versions) {}

  /// A version of a group with its kinds in alphabetic order of their resources.
  public record Version(String group, String version, List<Kind<?>> kinds) {
    /// `v1` or `apps/v1`.
    public String groupVersion() {
      return group.isEmpty() ? version : group + "/" + version;
    }

    /// `/api/v1` or `/apis/apps/v1`.
    public String path() {
      return (group.isEmpty() ? "/api/" : "/apis/") + groupVersion();
    }
  }

  /// Sorts kinds into groups.
  public static Groups of(List<Kind<?>> kinds) {
    Map<String, Map<String, List<Kind<?>>>> sorted = new LinkedHashMap<>();
    for (Kind<?> kind : kinds) {
      sorted
          .computeIfAbsent(kind.names().group(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(kind.names().version(), _ -> new ArrayList<>())
          .add(kind);
    }
    var groups = new ArrayList<Group>();
    sorted.forEach(
        (group, versions) -> {
          var list = new ArrayList<Version>();
          versions.forEach(
              (version, members) -> {
                members.sort(Comparator.comparing(kind -> kind.names().plural()));
                list.add(new Version(group, version, List.copyOf(members)));
              });
          list.sort(Comparator.comparing(Version::version, VersionOrder.BEST_FIRST));
          groups.add(new Group(group, List.copyOf(list)));
        });
    groups.sort(Comparator.comparingInt(Groups::rank).thenComparing(Group::name));
    return new Groups(List.copyOf(groups));
  }

  /// All versions of all groups.
  public List<Version> versions() {
    return groups.stream().flatMap(group -> group.versions().stream()).toList();
  }

  private static int rank(Group group) {
    int rank = ORDER.indexOf(group.name());
    return rank < 0 ? ORDER.size() : rank;
  }
}
