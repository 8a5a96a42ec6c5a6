package io.kubejar.api.kind;

import java.util.List;
import java.util.Optional;

/// What a kind is called in paths, in discovery and in the store.
///
/// @param group the API group; empty for the core group
/// @param version the served version
/// @param kind the kind
/// @param plural the resource's name in paths
/// @param singular the singular that command lines accept
/// @param shortNames abbreviations that command lines accept
/// @param categories groups of resources such as `all`
/// @param namespaced whether objects live in a namespace
/// @param verbs what can be done, in alphabetic order
/// @param storagePrefix the prefix of its keys in the store, such as `/registry/pods/`; empty for
///   kinds that are not stored
/// @param storageVersionHash the hash that discovery shows; may be empty
/// @param subresources the subresources
/// @param listKind the kind of lists
public record Names(
    String group,
    String version,
    String kind,
    String plural,
    String singular,
    List<String> shortNames,
    List<String> categories,
    boolean namespaced,
    List<String> verbs,
    String storagePrefix,
    String storageVersionHash,
    List<Subresource> subresources,
    String listKind) {
  /// The verbs of a kind that is stored and can be watched.
  public static final List<String> ALL_VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  /// A path below an object that has a form of its own.
  ///
  /// @param name the last part of the path, such as `status`
  /// @param kind the kind of what is read and written there
  /// @param verbs what can be done
  public record Subresource(String name, GroupVersionKind kind, List<String> verbs) {}

  /// Names of a stored kind with all verbs; the singular is the kind in lower case.
  public static Builder of(String group, String version, String kind, String plural) {
    return new Builder(group, version, kind, plural);
  }

  public GroupVersionKind gvk() {
    return new GroupVersionKind(group, version, kind);
  }

  /// `v1` or `group/version`.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// The warning for those who use a version that is going out of use.
  ///
  /// @param since the release since which it should not be used
  /// @param until the first release without it
  public String deprecation(String since, String until) {
    return "%s %s is deprecated in v%s+, unavailable in v%s+"
        .formatted(apiVersion(), kind, since, until);
  }

  /// `pods` or `deployments.apps`, as messages name a resource.
  public String qualifiedResource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  public Optional<Subresource> subresource(String name) {
    return subresources.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  public boolean hasStatus() {
    return subresource("status").isPresent();
  }

  /// Names in the making.
  public static final class Builder {
    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private String singular;
    private List<String> shortNames = List.of();
    private List<String> categories = List.of();
    private boolean namespaced;
    private List<String> verbs = ALL_VERBS;
    private String storagePrefix = "";
    private String storageVersionHash = "";
    private String listKind;
    private final java.util.ArrayList<Subresource> subresources = new java.util.ArrayList<>();

    private Builder(String group, String version, String kind, String plural) {
      this.group = group;
      this.version = version;
      this.kind = kind;
      this.plural = plural;
      this.singular = kind.toLowerCase(java.util.Locale.ROOT);
      this.listKind = kind + "List";
    }

    public Builder singular(String name) {
      singular = name;
      return this;
    }

    public Builder listKind(String name) {
      listKind = name;
      return this;
    }

    public Builder shortNames(String... names) {
      shortNames = List.of(names);
      return this;
    }

    public Builder categories(String... names) {
      categories = List.of(names);
      return this;
    }

    public Builder namespaced() {
      namespaced = true;
      return this;
    }

    public Builder verbs(String... names) {
      verbs = List.of(names);
      return this;
    }

    /// Where objects are kept, and the hash of the version they are kept in.
    public Builder stored(String prefix, String versionHash) {
      storagePrefix = prefix;
      storageVersionHash = versionHash;
      return this;
    }

    /// A subresource of the kind's own form, such as `status`.
    public Builder subresource(String name, String... verbs) {
      return subresource(name, new GroupVersionKind(group, version, kind), verbs);
    }

    /// A subresource with a form of its own, such as `scale`.
    public Builder subresource(String name, GroupVersionKind form, String... verbs) {
      subresources.add(new Subresource(name, form, List.of(verbs)));
      return this;
    }

    public Names build() {
      return new Names(
          group,
          version,
          kind,
          plural,
          singular,
          shortNames,
          categories,
          namespaced,
          verbs,
          storagePrefix,
          storageVersionHash,
          List.copyOf(subresources),
          listKind);
    }
  }
}
