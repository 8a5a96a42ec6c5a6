package io.kubejar.controllers.namespace;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceCodec;
import io.kubejar.api.core.v1.NamespaceCondition;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.client.Request;
import io.kubejar.client.Resources;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Kinds;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/// Empties namespaces that are being deleted, pods first, and lets them go.
///
/// It looks again the moment the last object of a kind has gone from the namespace, and every few
/// seconds besides.
public final class NamespaceController implements Controller {
  private static final String FINALIZER = "kubernetes";
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final DeleteOptions BACKGROUND =
      DeleteOptions.builder().propagationPolicy("Background").build();

  private final Client client;
  private final InstantSource clock;
  private final Supplier<? extends Collection<Kind<?>>> kinds;
  private final Lister<Namespace> namespaces;
  private final ReconcileLoop<Key> loop;

  /// A controller for the built-in kinds.
  public NamespaceController(ControllerContext context) {
    this(context, () -> Kinds.DELETABLE);
  }

  /// A controller for kinds that may change, such as with custom resource definitions.
  ///
  /// @param kinds the kinds that are served now, each stored kind once; only namespaced ones count
  public NamespaceController(
      ControllerContext context, Supplier<? extends Collection<Kind<?>>> kinds) {
    Informer<Namespace> informer = context.informers().of(NamespaceKind.NAMESPACE);
    this.client = context.client();
    this.clock = context.clock();
    this.kinds = kinds;
    this.namespaces = informer.lister();
    this.loop = ReconcileLoop.of(name(), 10, context, List.of(informer), this::reconcile);
    informer.addHandler(Changes.of(this::changed));
    for (Kind<?> kind : Kinds.DELETABLE) {
      if (kind.names().namespaced()) {
        follow(context, kind);
      }
    }
  }

  @Override
  public String name() {
    return "namespace-controller";
  }

  /// The queue of namespaces and its workers.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private void changed(Namespace namespace) {
    if (namespace.metadata().deletionTimestamp() != null) {
      loop.queue().add(Key.of(namespace));
    }
  }

  private <T extends ApiObject> void follow(ControllerContext context, Kind<T> kind) {
    Informer<T> informer = context.informers().of(kind);
    informer.addHandler(
        Changes.of(_ -> {}, (_, _) -> {}, object -> gone(informer.lister(), object)));
  }

  private <T extends ApiObject> void gone(Lister<T> lister, T object) {
    String name = object.metadata().namespace();
    Namespace namespace = namespaces.get("", name);
    if (namespace != null
        && namespace.metadata().deletionTimestamp() != null
        && lister.list(name).isEmpty()) {
      loop.queue().add(Key.of(namespace));
    }
  }

  private Reconciled reconcile(Key key) {
    Namespace namespace = namespaces.get(key);
    if (namespace == null
        || namespace.metadata().deletionTimestamp() == null
        || !namespace.spec().finalizers().contains(FINALIZER)) {
      return Reconciled.done();
    }
    ContentRemoval removal = remove(key.name());
    if (removal.isComplete()) {
      finish(namespace);
      return Reconciled.done();
    }
    tell(namespace, removal);
    return removal.hasFailed()
        ? Reconciled.retry("content could not be deleted")
        : Reconciled.again(AGAIN);
  }

  private ContentRemoval remove(String namespace) {
    ContentRemoval removal = new ContentRemoval();
    empty(PodKind.POD, namespace, removal);
    if (!removal.isComplete()) {
      return removal;
    }
    for (Kind<?> kind : kinds.get()) {
      if (kind.names().namespaced() && kind != PodKind.POD) {
        empty(kind, namespace, removal);
      }
    }
    return removal;
  }

  private <T extends ApiObject> void empty(Kind<T> kind, String namespace, ContentRemoval removal) {
    Resources<T> resources = client.resources(kind, namespace);
    try {
      List<T> objects = resources.list().items();
      if (objects.isEmpty()) {
        return;
      }
      if (objects.stream().anyMatch(object -> object.metadata().deletionTimestamp() == null)) {
        delete(kind, resources, objects);
        objects = resources.list().items();
      }
      removal.remain(kind, objects);
    } catch (ApiException e) {
      removal.failed(e.status().message());
    }
  }

  private static <T extends ApiObject> void delete(
      Kind<T> kind, Resources<T> resources, List<T> objects) {
    if (kind.names().verbs().contains("deletecollection")) {
      resources.deleteAll(BACKGROUND);
      return;
    }
    for (T object : objects) {
      try {
        resources.delete(object.metadata().name(), BACKGROUND);
      } catch (ApiException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
  }

  private void finish(Namespace namespace) {
    List<String> rest =
        namespace.spec().finalizers().stream().filter(each -> !each.equals(FINALIZER)).toList();
    try {
      client
          .resources(NamespaceKind.NAMESPACE)
          .subresource(
              Request.Verb.UPDATE,
              namespace.metadata().name(),
              "finalize",
              namespace.with(b -> b.spec(s -> s.finalizers(rest))),
              NamespaceCodec.INSTANCE);
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  private void tell(Namespace namespace, ContentRemoval removal) {
    List<NamespaceCondition> conditions =
        removal.conditions(namespace.status().conditions(), new Time(clock.instant()));
    if (conditions.equals(namespace.status().conditions())) {
      return;
    }
    try {
      client
          .resources(NamespaceKind.NAMESPACE)
          .updateStatus(
              namespace.with(b -> b.status(s -> s.phase("Terminating").conditions(conditions))));
    } catch (ApiException e) {
      if (!e.isConflict() && !e.isNotFound()) {
        throw e;
      }
    }
  }
}
