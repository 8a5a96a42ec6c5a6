package io.kubejar.server.discovery;

import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.server.discovery.Groups.Group;
import io.kubejar.server.discovery.Groups.Version;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The documents of discovery.
final class Documents {
  private Documents() {}

  /// `APIVersions`, for `/api`.
  static Obj coreVersions(String serverAddress) {
    var address =
        object().put("clientCIDR", "0.0.0.0/0").put("serverAddress", serverAddress).build();
    return object()
        .put("kind", "APIVersions")
        .put("versions", texts(List.of("v1")))
        .put("serverAddressByClientCIDRs", new Array(List.of(address)))
        .build();
  }

  /// `APIGroupList`, for `/apis`.
  static Obj groupList(Groups groups) {
    var items = new ArrayList<JsonValue>();
    for (Group group : groups.groups()) {
      if (!group.name().isEmpty()) {
        items.add(group(object(), group));
      }
    }
    return object()
        .put("kind", "APIGroupList")
        .put("apiVersion", "v1")
        .put("groups", new Array(items))
        .build();
  }

  /// `APIGroup`, for `/apis/<group>`.
  static Obj group(Group group) {
    return group(object().put("kind", "APIGroup").put("apiVersion", "v1"), group);
  }

  private static Obj group(Builder head, Group group) {
    var versions = new ArrayList<JsonValue>();
    for (Version version : group.versions()) {
      versions.add(version(version));
    }
    return head.put("name", group.name())
        .put("versions", new Array(versions))
        .put("preferredVersion", version(group.versions().getFirst()))
        .build();
  }

  private static Obj version(Version version) {
    return object()
        .put("groupVersion", version.groupVersion())
        .put("version", version.version())
        .build();
  }

  /// `APIResourceList`, for `/api/v1` and `/apis/<group>/<version>`.
  static Obj resourceList(Version version) {
    var resources = new ArrayList<JsonValue>();
    for (Kind<?> kind : version.kinds()) {
      Names names = kind.names();
      var resource =
          object()
              .put("name", names.plural())
              .put("singularName", names.singular())
              .put("namespaced", names.namespaced())
              .put("kind", names.kind())
              .put("verbs", texts(names.verbs()));
      putUnlessEmpty(resource, "shortNames", names.shortNames());
      putUnlessEmpty(resource, "categories", names.categories());
      if (!names.storageVersionHash().isEmpty()) {
        resource.put("storageVersionHash", names.storageVersionHash());
      }
      resources.add(resource.build());
      for (Names.Subresource subresource : sorted(kind)) {
        resources.add(subresource(names, subresource));
      }
    }
    var list = object().put("kind", "APIResourceList");
    if (!version.group().isEmpty()) {
      list.put("apiVersion", "v1");
    }
    return list.put("groupVersion", version.groupVersion())
        .put("resources", new Array(resources))
        .build();
  }

  private static Obj subresource(Names names, Names.Subresource subresource) {
    GroupVersionKind form = subresource.kind();
    var resource =
        object()
            .put("name", names.plural() + "/" + subresource.name())
            .put("singularName", "")
            .put("namespaced", names.namespaced());
    boolean own = form.group().equals(names.group()) && form.version().equals(names.version());
    if (!own) {
      if (!form.group().isEmpty()) {
        resource.put("group", form.group());
      }
      resource.put("version", form.version());
    }
    return resource.put("kind", form.kind()).put("verbs", texts(subresource.verbs())).build();
  }

  /// `APIGroupDiscoveryList` of the core group, for `/api`, or of all others, for `/apis`.
  static Obj aggregated(Groups groups, boolean core) {
    var items = new ArrayList<JsonValue>();
    for (Group group : groups.groups()) {
      if (group.name().isEmpty() == core) {
        items.add(aggregated(group));
      }
    }
    return object()
        .put("kind", "APIGroupDiscoveryList")
        .put("apiVersion", "apidiscovery.k8s.io/v2")
        .put("metadata", Obj.EMPTY)
        .put("items", new Array(items))
        .build();
  }

  private static Obj aggregated(Group group) {
    var metadata = object();
    if (!group.name().isEmpty()) {
      metadata.put("name", group.name());
    }
    var versions = new ArrayList<JsonValue>();
    for (Version version : group.versions()) {
      RemoteVersion remote = version.remote();
      if (remote != null) {
        versions.add(aggregated(remote));
        continue;
      }
      var resources = new ArrayList<JsonValue>();
      for (Kind<?> kind : version.kinds()) {
        resources.add(aggregated(kind));
      }
      versions.add(
          object()
              .put("version", version.version())
              .put("resources", new Array(resources))
              .put("freshness", "Current")
              .build());
    }
    return object().put("metadata", metadata.build()).put("versions", new Array(versions)).build();
  }

  /// What another server told last; stale when it cannot be asked, or has told nothing yet.
  private static Obj aggregated(RemoteVersion remote) {
    Obj told = remote.resources();
    var entry = object().put("version", remote.version());
    if (told != null) {
      entry.put("resources", new Array(told.items("resources")));
    }
    return entry.put("freshness", told != null && remote.available() ? "Current" : "Stale").build();
  }

  private static Obj aggregated(Kind<?> kind) {
    Names names = kind.names();
    var resource =
        object()
            .put("resource", names.plural())
            .put("responseKind", form(names, names.gvk()))
            .put("scope", names.namespaced() ? "Namespaced" : "Cluster")
            .put("singularResource", names.singular())
            .put("verbs", texts(names.verbs()));
    putUnlessEmpty(resource, "shortNames", names.shortNames());
    putUnlessEmpty(resource, "categories", names.categories());
    var subresources = new ArrayList<JsonValue>();
    for (Names.Subresource subresource : sorted(kind)) {
      subresources.add(
          object()
              .put("subresource", subresource.name())
              .put("responseKind", form(names, subresource.kind()))
              .put("verbs", texts(subresource.verbs()))
              .build());
    }
    if (!subresources.isEmpty()) {
      resource.put("subresources", new Array(subresources));
    }
    return resource.build();
  }

  /// A kind; group and version are empty when they are those of the resource.
  private static Obj form(Names names, GroupVersionKind kind) {
    boolean own = kind.group().equals(names.group()) && kind.version().equals(names.version());
    return object()
        .put("group", own ? "" : kind.group())
        .put("version", own ? "" : kind.version())
        .put("kind", kind.kind())
        .build();
  }

  private static List<Names.Subresource> sorted(Kind<?> kind) {
    List<Names.Subresource> declared = kind.names().subresources();
    return kind instanceof CustomKind
        ? declared
        : declared.stream().sorted(Comparator.comparing(Names.Subresource::name)).toList();
  }

  private static void putUnlessEmpty(Builder target, String name, List<String> values) {
    if (!values.isEmpty()) {
      target.put(name, texts(values));
    }
  }

  private static Array texts(List<String> values) {
    return new Array(values.stream().map(JsonValue::of).toList());
  }

  private static Builder object() {
    return new Builder();
  }

  /// Members in the order in which they are put.
  private static final class Builder {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    Builder put(String name, String value) {
      return put(name, JsonValue.of(value));
    }

    Builder put(String name, boolean value) {
      return put(name, JsonValue.of(value));
    }

    Builder put(String name, JsonValue value) {
      members.put(name, value);
      return this;
    }

    Obj build() {
      return new Obj(members);
    }
  }
}
