package io.kubejar.server.discovery;

import io.kubejar.api.kind.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
          "flowcontrol.apiserver.k8s.io",
          "internal.apiserver.k8s.io",
          "storagemigration.k8s.io");

  /// Built-in groups come before all others.
  private static final int BUILT_IN = 20_000;

  /// The priority of groups that are defined through the API.
  private static final int CUSTOM = 1_000;

  private static final int OWN_VERSION = 100;

  private static final Comparator<Version> BEST_FIRST =
      Comparator.comparingInt(Groups::versionPriority)
          .reversed()
          .thenComparing(Version::version, VersionOrder.BEST_FIRST);

  /// A group with its versions, the preferred one first.
  public record Group(String name, List<Version> versions) {}

  /// A version of a group with its kinds in alphabetic order of their resources.
  ///
  /// @param remote what is known of it when another server answers it; there are no kinds then
  public record Version(
      String group, String version, List<Kind<?>> kinds, @Nullable RemoteVersion remote) {
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
    return of(new Served(kinds, List.of()));
  }

  /// Sorts what is served into groups.
  public static Groups of(Served served) {
    Map<String, Map<String, List<Kind<?>>>> sorted = new LinkedHashMap<>();
    for (Kind<?> kind : served.kinds()) {
      sorted
          .computeIfAbsent(kind.names().group(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(kind.names().version(), _ -> new ArrayList<>())
          .add(kind);
    }
    Map<String, Map<String, Version>> all = new LinkedHashMap<>();
    sorted.forEach(
        (group, versions) ->
            versions.forEach(
                (version, members) -> {
                  members.sort(Comparator.comparing(kind -> kind.names().plural()));
                  all.computeIfAbsent(group, _ -> new LinkedHashMap<>())
                      .put(version, new Version(group, version, List.copyOf(members), null));
                }));
    for (RemoteVersion remote : served.remote()) {
      all.computeIfAbsent(remote.group(), _ -> new LinkedHashMap<>())
          .put(remote.version(), new Version(remote.group(), remote.version(), List.of(), remote));
    }
    var groups = new ArrayList<Group>();
    all.forEach(
        (group, versions) ->
            groups.add(new Group(group, versions.values().stream().sorted(BEST_FIRST).toList())));
    groups.sort(Comparator.comparingInt(Groups::priority).reversed().thenComparing(Group::name));
    return new Groups(List.copyOf(groups));
  }

  /// All versions of all groups.
  public List<Version> versions() {
    return groups.stream().flatMap(group -> group.versions().stream()).toList();
  }

  /// The versions that this server answers itself.
  public List<Version> own() {
    return versions().stream().filter(version -> version.remote() == null).toList();
  }

  private static int versionPriority(Version version) {
    RemoteVersion remote = version.remote();
    return remote == null ? OWN_VERSION : remote.versionPriority();
  }

  private static int priority(Group group) {
    int rank = ORDER.indexOf(group.name());
    if (rank >= 0) {
      return BUILT_IN + ORDER.size() - rank;
    }
    return group.versions().stream()
        .mapToInt(
            version -> {
              RemoteVersion remote = version.remote();
              return remote == null ? CUSTOM : remote.groupPriority();
            })
        .max()
        .orElse(0);
  }
}
