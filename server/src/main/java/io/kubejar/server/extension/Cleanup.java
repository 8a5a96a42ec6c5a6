package io.kubejar.server.extension;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.value.Time;
import io.kubejar.server.extension.custom.CustomResourceKind;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.CacheEvent;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.Subscription;
import io.kubejar.server.registry.WatchSink;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.wire.dynamic.DynamicObject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Removes the objects of a definition that is being deleted, and lets it go when none are left.
final class Cleanup implements AutoCloseable {
  static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";
  private static final CustomResourceDefinitionKind KIND =
      CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION;
  private static final ListQuery NEWEST =
      new ListQuery(ListQuery.NEWEST, false, 0, "", null, false);

  private final Registries registries;
  private final Registry<CustomResourceDefinition> definitions;
  private final Clock clock;
  private final Consumer<String> again;

  /// The watches for the end of objects that wait for their own finalizers.
  private final Map<String, Subscription<DynamicObject>> waiting = new HashMap<>();

  /// What holds the objects of definitions of which no version is served.
  private final Map<String, Registry<DynamicObject>> unserved = new HashMap<>();

  /// @param again asked to come back to a definition
  Cleanup(Registries registries, Clock clock, Consumer<String> again) {
    this.registries = registries;
    this.definitions = registries.of(KIND);
    this.clock = clock;
    this.again = again;
  }

  /// Does what can be done at the moment.
  ///
  /// @param kinds the kinds that are served for the definition
  void proceed(CustomResourceDefinition definition, List<CustomResourceKind> kinds) {
    String name = definition.metadata().name();
    if (!definition.metadata().finalizers().contains(FINALIZER)) {
      return;
    }
    if (removeObjects(definition, kinds) > 0) {
      say(name, true, "InstanceDeletionInProgress", "CustomResource deletion is in progress");
      return;
    }
    say(name, false, "InstanceDeletionCompleted", "removed all instances");
    definitions.change(
        "",
        name,
        old ->
            old.with(
                d ->
                    d.metadata(
                        m ->
                            m.finalizers(
                                old.metadata().finalizers().stream()
                                    .filter(finalizer -> !finalizer.equals(FINALIZER))
                                    .toList()))),
        WriteContext.system());
  }

  /// Asks all objects to go; how many are left. Those that nobody is served go, too.
  private int removeObjects(CustomResourceDefinition definition, List<CustomResourceKind> kinds) {
    String name = definition.metadata().name();
    if (!kinds.isEmpty()) {
      return removeObjects(name, registries.of(simplest(kinds)));
    }
    if (!DefinitionStatus.is(definition.status(), DefinitionStatus.ESTABLISHED)) {
      return 0;
    }
    return removeObjects(
        name,
        unserved.computeIfAbsent(
            name, _ -> registries.unserved(CustomResourceKind.stored(definition))));
  }

  /// The kind whose objects need not be converted, where it is served.
  private static CustomResourceKind simplest(List<CustomResourceKind> kinds) {
    return kinds.stream().filter(kind -> !kind.converts()).findFirst().orElseGet(kinds::getFirst);
  }

  private int removeObjects(String name, Registry<DynamicObject> objects) {
    if (!waiting.containsKey(name)) {
      var following =
          objects.watch(
              Selection.all(""),
              NEWEST,
              new WatchSink<>() {
                @Override
                public boolean event(
                    CacheEvent<DynamicObject> event, CacheEvent.Seen<DynamicObject> seen) {
                  again.accept(name);
                  return true;
                }

                @Override
                public void ended() {
                  again.accept(name);
                }
              });
      following.live();
      waiting.put(name, following);
    }
    objects.deleteCollection(
        Selection.all(""), NEWEST, DeleteOptions.builder().build(), WriteContext.system());
    return objects.list(Selection.all(""), NEWEST).objects().size();
  }

  private void say(String name, boolean terminating, String reason, String message) {
    definitions.change(
        Aspect.status(KIND),
        "",
        name,
        old ->
            old.with(
                d ->
                    d.status(
                        DefinitionStatus.with(
                            old.status(),
                            DefinitionStatus.TERMINATING,
                            terminating,
                            reason,
                            message,
                            new Time(clock.instant())))),
        WriteContext.system());
  }

  /// Stops waiting for the objects of a definition that is gone.
  void forget(String name) {
    var following = waiting.remove(name);
    if (following != null) {
      following.close();
    }
    var registry = unserved.remove(name);
    if (registry != null) {
      registry.close();
    }
  }

  @Override
  public void close() {
    List.copyOf(waiting.keySet()).forEach(this::forget);
    unserved.values().forEach(Registry::close);
  }
}
