package io.kubejar.controllers.namespace;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceKind;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceCodec;
import io.kubejar.api.core.v1.NamespaceCondition;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.PartialObjectMetadata;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.client.MetadataKind;
import io.kubejar.client.Request;
import io.kubejar.client.Resources;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.DefinedKinds;
import io.kubejar.controllers.runtime.Kinds;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

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
  private final DefinedKinds defined;
  private final Lister<Namespace> namespaces;
  private final Lister<APIService> services;
  private final ReconcileLoop<Key> loop;

  public NamespaceController(ControllerContext context) {
    Informer<Namespace> informer = context.informers().of(NamespaceKind.NAMESPACE);
    Informer<APIService> services = context.informers().of(APIServiceKind.API_SERVICE);
    Informer<CustomResourceDefinition> definitions =
        context.informers().of(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION);
    this.client = context.client();
    this.clock = context.clock();
    this.defined = context.defined();
    this.namespaces = informer.lister();
    this.services = services.lister();
    this.loop =
        ReconcileLoop.of(
            name(), 10, context, List.of(informer, services, definitions), this::reconcile);
    informer.addHandler(Changes.of(this::changed));
    for (Kind<?> kind : Kinds.DELETABLE) {
      if (kind.names().namespaced()) {
        follow(context.informers().of(kind));
      }
    }
    defined.addListener(
        new DefinedKinds.Listener() {
          @Override
          public void appeared(MetadataKind kind, Informer<PartialObjectMetadata> objects) {
            if (kind.names().namespaced()) {
              follow(objects);
            }
          }

          @Override
          public void disappeared(MetadataKind kind) {}
        });
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

  private <T extends ApiObject> void follow(Informer<T> informer) {
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
    for (Kind<?> kind : Kinds.DELETABLE) {
      if (kind.names().namespaced() && kind != PodKind.POD) {
        empty(kind, namespace, removal);
      }
    }
    for (Kind<?> kind : defined.all()) {
      if (kind.names().namespaced()) {
        empty(kind, namespace, removal);
      }
    }
    services.list().stream().filter(NamespaceController::isMissing).forEach(removal::undiscovered);
    return removal;
  }

  /// Whether another server is to answer for a group and version and does not, so that nobody knows
  /// what it has in a namespace.
  private static boolean isMissing(APIService service) {
    return service.spec().service() != null
        && service.status().conditions().stream()
            .noneMatch(each -> each.type().equals("Available") && each.status().equals("True"));
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
      // A definition may be gone whose kind was there a moment ago.
      if (!(e.isNotFound() && kind instanceof MetadataKind && !defined.all().contains(kind))) {
        removal.failed(e.status().message());
      }
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
