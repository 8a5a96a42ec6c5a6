package io.kubejar.server.rest;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.server.rest.SubresourceHandler.Key;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which kind a path's resource is, and who serves what the registry does not.
public final class ResourceTable {
  private record ResourceKey(String group, String version, String resource) {}

  private final Map<ResourceKey, Kind<?>> kinds = new HashMap<>();
  private final Set<String> groups = new HashSet<>();
  private final Map<Key, SubresourceHandler> subresources = new HashMap<>();
  private final Map<Kind<?>, VirtualResource<?>> virtual = new HashMap<>();

  public ResourceTable(
      Collection<? extends SubresourceHandler> handlers,
      Collection<? extends VirtualResource<?>> resources) {
    for (Kind<?> kind : BuiltInKinds.ALL) {
      var names = kind.names();
      groups.add(names.group());
      kinds.put(new ResourceKey(names.group(), names.version(), names.plural()), kind);
    }
    for (SubresourceHandler handler : handlers) {
      subresources.put(handler.key(), handler);
    }
    for (VirtualResource<?> resource : resources) {
      virtual.put(resource.kind(), resource);
    }
  }

  public @Nullable Kind<?> kind(String group, String version, String resource) {
    return kinds.get(new ResourceKey(group, version, resource));
  }

  public boolean hasGroup(String group) {
    return groups.contains(group);
  }

  public @Nullable SubresourceHandler subresource(Kind<?> kind, String subresource) {
    var names = kind.names();
    return subresources.get(new Key(names.group(), names.plural(), subresource));
  }

  /// Who serves a kind that is not stored, or null.
  @SuppressWarnings("unchecked") // resources are filed under their kinds
  public <T extends io.kubejar.api.meta.v1.ApiObject> @Nullable VirtualResource<T> virtual(
      Kind<T> kind) {
    return (VirtualResource<T>) virtual.get(kind);
  }
}
