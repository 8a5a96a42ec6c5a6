package io.kubejar.server.registry;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.features.FeatureGates;
import io.kubejar.server.features.FeatureMembers;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ClusterWriter;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The registries of all kinds that are stored.
///
/// Admission plugins and stateful rules are made from the view that the registries are themselves,
/// so they are given as functions of it.
public final class Registries implements ClusterView, ClusterWriter, AutoCloseable {
  private final ServedKinds served;
  private final Parts parts;
  private final Map<Kind<?>, FieldTracking<?>> unstored = new ConcurrentHashMap<>();
  private volatile Map<Kind<?>, Registry<?>> registries = Map.of();
  private final AdmissionChain admission;

  public Registries(
      Store store,
      StorageMedia media,
      Clock clock,
      Function<Registries, List<AdmissionPlugin>> plugins,
      Function<Registries, List<StatefulRule<?>>> rules) {
    this(store, media, clock, plugins, rules, new ServedKinds());
  }

  public Registries(
      Store store,
      StorageMedia media,
      Clock clock,
      Function<Registries, List<AdmissionPlugin>> plugins,
      Function<Registries, List<StatefulRule<?>>> rules,
      ServedKinds served) {
    this(store, media, clock, plugins, rules, served, FeatureGates.DEFAULT, AdmissionObserver.NONE);
  }

  /// @param served the kinds that clients see; all built-in ones are kept
  /// @param gates the features that are on
  /// @param observer hears of admission
  public Registries(
      Store store,
      StorageMedia media,
      Clock clock,
      Function<Registries, List<AdmissionPlugin>> plugins,
      Function<Registries, List<StatefulRule<?>>> rules,
      ServedKinds served,
      FeatureGates gates,
      AdmissionObserver observer) {
    this.served = served;
    this.admission = new AdmissionChain(plugins.apply(this), observer);
    this.parts =
        new Parts(
            store,
            media,
            admission,
            rules.apply(this),
            new EventLeases(store, clock),
            new FeatureMembers(gates),
            clock);
    var builtIn = new LinkedHashMap<Kind<?>, Registry<?>>();
    for (Kind<?> kind : BuiltInKinds.ALL) {
      if (!kind.names().storagePrefix().isEmpty()) {
        builtIn.put(kind, registry(kind, parts));
      }
    }
    for (Kind<?> kind : OptionalKinds.ALL) {
      if (served.all().contains(kind)) {
        builtIn.put(kind, registry(kind, parts));
      }
    }
    registries = Collections.unmodifiableMap(builtIn);
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

  /// A registry of a kind that is not served, for whoever looks after its objects nevertheless and
  /// closes the registry in the end.
  public <T extends ApiObject> Registry<T> unserved(Kind<T> kind) {
    return registry(kind, parts);
  }

  /// Whether objects of the kind are stored.
  public boolean stores(Kind<?> kind) {
    return registries.containsKey(kind);
  }

  public Collection<Registry<?>> all() {
    return registries.values();
  }

  /// The kinds that are served.
  public ServedKinds served() {
    return served;
  }

  /// Serves other custom kinds from now on. Watches of those removed end.
  public synchronized void serve(
      Collection<? extends CustomKind> removed, Collection<? extends CustomKind> added) {
    var changed = new LinkedHashMap<>(registries);
    var gone = new ArrayList<Registry<?>>();
    for (CustomKind kind : removed) {
      var registry = changed.remove(kind);
      if (registry != null) {
        gone.add(registry);
      }
    }
    for (CustomKind kind : added) {
      changed.put(kind, registry(kind, parts));
    }
    registries = Collections.unmodifiableMap(changed);
    served.replace(removed, added);
    gone.forEach(Registry::close);
  }

  /// An object that is not stored, with the writer as the owner of its fields.
  @SuppressWarnings("unchecked") // owners are filed under their kinds
  public <T extends ApiObject> T owned(Kind<T> kind, T object, WriteContext context) {
    var fields =
        (FieldTracking<T>)
            unstored.computeIfAbsent(
                kind, _ -> new FieldTracking<>(kind, () -> Registry.shape(kind), parts.clock()));
    return fields.created(Aspect.main(kind), object, context);
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
  public @Nullable Kind<?> find(GroupVersionKind kind) {
    for (Kind<?> each : served.all()) {
      if (each.names().gvk().equals(kind) && stores(each)) {
        return each;
      }
    }
    return null;
  }

  @Override
  public List<Kind<?>> equivalents(Kind<?> kind) {
    return served.equivalents(kind);
  }

  @Override
  public <A extends ApiObject, B extends ApiObject> B converted(
      Kind<A> from, Kind<B> to, A object) {
    return of(to).decoded(of(from).encoded(object), object.metadata().resourceVersion());
  }

  @Override
  public long generation(Kind<?> kind) {
    return of(kind).changes();
  }

  @Override
  public <T extends ApiObject> T create(Kind<T> kind, String namespace, T object) {
    return of(kind).create(namespace, object, WriteContext.server()).object();
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
            WriteContext.server())
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
