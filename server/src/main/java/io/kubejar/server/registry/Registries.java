package io.kubejar.server.registry;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ClusterWriter;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.store.Store;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The registries of all kinds that are stored.
///
/// Admission plugins and stateful rules are made from the view that the registries are themselves,
/// so they are given as functions of it.
public final class Registries implements ClusterView, ClusterWriter, AutoCloseable {
  private final Map<Kind<?>, Registry<?>> registries = new LinkedHashMap<>();
  private final AdmissionChain admission;

  public Registries(
      Store store,
      Clock clock,
      Function<Registries, List<AdmissionPlugin>> plugins,
      Function<Registries, List<StatefulRule<?>>> rules) {
    this.admission = new AdmissionChain(plugins.apply(this));
    var parts =
        new Parts(store, admission, rules.apply(this), new EventLeases(store, clock), clock);
    for (Kind<?> kind : BuiltInKinds.ALL) {
      if (!kind.names().storagePrefix().isEmpty()) {
        registries.put(kind, registry(kind, parts));
      }
    }
  }

  private static <T extends ApiObject> Registry<T> registry(Kind<T> kind, Parts parts) {
    return new Registry<>(kind, parts);
  }

  /// The registry of a kind that is stored.
  @SuppressWarnings("unchecked") // registries are filed under their kinds
  public <T extends ApiObject> Registry<T> of(Kind<T> kind) {
    var registry = (Registry<T>) registries.get(kind);
    if (registry == null) {
      throw new IllegalArgumentException(kind.names().qualifiedResource() + " is not stored");
    }
    return registry;
  }

  /// Whether objects of the kind are stored.
  public boolean stores(Kind<?> kind) {
    return registries.containsKey(kind);
  }

  public Collection<Registry<?>> all() {
    return registries.values();
  }

  public AdmissionChain admission() {
    return admission;
  }

  @Override
  public <T extends ApiObject> @Nullable T get(Kind<T> kind, String namespace, String name) {
    var object = of(kind).cached(namespace, name);
    return object == null ? null : object.object();
  }

  @Override
  public <T extends ApiObject> @Nullable T getConsistent(
      Kind<T> kind, String namespace, String name) {
    var object = of(kind).find(namespace, name);
    return object == null ? null : object.object();
  }

  @Override
  public <T extends ApiObject> List<T> list(Kind<T> kind, String namespace) {
    return of(kind).cachedObjects(namespace);
  }

  @Override
  public long generation(Kind<?> kind) {
    return of(kind).changes();
  }

  @Override
  public <T extends ApiObject> T create(Kind<T> kind, String namespace, T object) {
    return of(kind).create(namespace, object, WriteContext.system()).object();
  }

  @Override
  public <T extends ApiObject> T replaceStatus(Kind<T> kind, T object) {
    var metadata = object.metadata();
    return of(kind)
        .update(
            Aspect.status(kind),
            metadata.namespace(),
            metadata.name(),
            object,
            WriteContext.system())
        .object()
        .object();
  }

  /// Ends all watches, so that a server can stop.
  public void endWatches() {
    for (Registry<?> registry : registries.values()) {
      registry.endWatches();
    }
  }

  @Override
  public void close() {
    for (Registry<?> registry : registries.values()) {
      registry.close();
    }
  }
}
