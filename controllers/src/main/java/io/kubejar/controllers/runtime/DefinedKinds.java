package io.kubejar.controllers.runtime;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.PartialObjectMetadata;
import io.kubejar.client.Informer;
import io.kubejar.client.Informers;
import io.kubejar.client.MetadataKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds that are defined through the API, as their definitions come and go, each with one
/// informer on the metadata of its objects that all controllers share.
///
/// Of several served versions the one that is stored counts, or else the first.
public final class DefinedKinds {
  /// Hears of kinds.
  public interface Listener {
    /// A kind is served from now on.
    void appeared(MetadataKind kind, Informer<PartialObjectMetadata> objects);

    /// A kind is not served any more, or under other names; its informer ends.
    void disappeared(MetadataKind kind);
  }

  private final Informers informers;
  private final Map<String, MetadataKind> byDefinition = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();

  public DefinedKinds(Informers informers) {
    this.informers = informers;
    informers
        .of(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION)
        .addHandler(
            Changes.of(
                this::settle,
                (_, definition) -> settle(definition),
                definition -> settle(definition.metadata().name(), null)));
  }

  /// The kinds of the moment.
  public synchronized List<Kind<?>> all() {
    return List.copyOf(byDefinition.values());
  }

  /// The objects of a kind whose definition has a name; null when it is not served, or not in
  /// namespaces.
  public synchronized @Nullable Informer<PartialObjectMetadata> namespaced(String definition) {
    MetadataKind kind = byDefinition.get(definition);
    return kind == null || !kind.names().namespaced() ? null : informers.of(kind);
  }

  /// Adds a listener, which hears of the present kinds at once.
  public synchronized void addListener(Listener listener) {
    byDefinition.values().forEach(kind -> listener.appeared(kind, informers.of(kind)));
    listeners.add(listener);
  }

  private void settle(CustomResourceDefinition definition) {
    settle(definition.metadata().name(), kind(definition));
  }

  private synchronized void settle(String definition, @Nullable MetadataKind kind) {
    MetadataKind known = byDefinition.get(definition);
    if (known != null && known.equals(kind)) {
      return;
    }
    if (known != null) {
      byDefinition.remove(definition);
      listeners.forEach(listener -> listener.disappeared(known));
      informers.forget(known);
    }
    if (kind != null) {
      byDefinition.put(definition, kind);
      Informer<PartialObjectMetadata> objects = informers.of(kind);
      listeners.forEach(listener -> listener.appeared(kind, objects));
    }
  }

  private static @Nullable MetadataKind kind(CustomResourceDefinition definition) {
    boolean established =
        definition.status().conditions().stream()
            .anyMatch(each -> each.type().equals("Established") && each.status().equals("True"));
    CustomResourceDefinitionVersion version = null;
    for (CustomResourceDefinitionVersion each : definition.spec().versions()) {
      if (each.served() && (version == null || each.storage())) {
        version = each;
      }
    }
    if (!established || version == null) {
      return null;
    }
    var called = definition.status().acceptedNames();
    var names = Names.of(definition.spec().group(), version.name(), called.kind(), called.plural());
    if (definition.spec().scope().equals("Namespaced")) {
      names.namespaced();
    }
    return new MetadataKind(names.build());
  }
}
