package io.kubejar.server.rest;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.server.registry.ServedKinds;
import io.kubejar.server.rest.SubresourceHandler.Key;
import io.kubejar.server.spi.CustomKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which kind a path's resource is, and who serves what the registry does not.
public final class ResourceTable {
  private final ServedKinds kinds;
  private final Set<String> builtInGroups = new HashSet<>();
  private final Map<Key, SubresourceHandler> subresources = new HashMap<>();
  private final Map<String, SubresourceHandler> custom = new HashMap<>();
  private final Map<Kind<?>, VirtualResource<?>> virtual = new HashMap<>();

  public ResourceTable(
      ServedKinds kinds,
      Collection<? extends SubresourceHandler> handlers,
      Collection<? extends VirtualResource<?>> resources) {
    this.kinds = kinds;
    for (Kind<?> kind : BuiltInKinds.ALL) {
      builtInGroups.add(kind.names().group());
    }
    for (SubresourceHandler handler : handlers) {
      if (handler.key().group().equals(Key.CUSTOM)) {
        custom.put(handler.key().subresource(), handler);
      } else {
        subresources.put(handler.key(), handler);
      }
    }
    for (VirtualResource<?> resource : resources) {
      virtual.put(resource.kind(), resource);
    }
  }

  public @Nullable Kind<?> kind(String group, String version, String resource) {
    return kinds.find(group, version, resource);
  }

  /// Whether a group is one of the built-in ones.
  public boolean hasGroup(String group) {
    return builtInGroups.contains(group);
  }

  public @Nullable SubresourceHandler subresource(Kind<?> kind, String subresource) {
    if (kind instanceof CustomKind) {
      return custom.get(subresource);
    }
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
