package io.kubejar.controllers.resourcequota;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ResourceQuota;
import io.kubejar.api.core.v1.ResourceQuotaKind;
import io.kubejar.api.core.v1.ResourceQuotaStatus;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.PartialObjectMetadata;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.client.MetadataKind;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.DefinedKinds;
import io.kubejar.controllers.runtime.Kinds;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Keeps in each quota's status what its namespace uses.
///
/// What is freed counts at once. What is added counts a moment later: admission has counted it
/// already, and in the meantime may have admitted what informers do not show yet.
public final class ResourceQuotaController implements Controller {
  private static final Duration ADDED = Duration.ofSeconds(1);
  private static final Duration UNLISTED = Duration.ofSeconds(1);
  private static final Duration RESYNC = Duration.ofMinutes(5);

  private final Client client;
  private final Lister<ResourceQuota> quotas;
  private final Usage usage;
  private final ReconcileLoop<Key> loop;

  public ResourceQuotaController(ControllerContext context) {
    Informer<ResourceQuota> quotaInformer =
        context.informers().of(ResourceQuotaKind.RESOURCE_QUOTA);
    List<Kind<?>> kinds =
        Kinds.DELETABLE.stream()
            .filter(kind -> kind.names().namespaced())
            .filter(kind -> !kind.names().plural().equals("events"))
            .toList();
    List<Informer<?>> needed = new ArrayList<>();
    kinds.forEach(kind -> needed.add(context.informers().of(kind)));
    needed.add(context.informers().of(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION));
    this.client = context.client();
    this.quotas = quotaInformer.lister();
    this.usage = new Usage(context.informers(), context.defined());
    this.loop = ReconcileLoop.of(name(), 5, context, needed, this::reconcile);
    kinds.forEach(kind -> follow(context.informers().of(kind)));
    context
        .defined()
        .addListener(
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
    quotaInformer.addHandler(
        Changes.of(
            quota -> loop.queue().add(Key.of(quota)),
            (old, quota) -> {
              if (!old.spec().equals(quota.spec())) {
                loop.queue().add(Key.of(quota));
              }
            },
            _ -> {}));
  }

  @Override
  public String name() {
    return "resourcequota-controller";
  }

  /// The queue of quotas and its workers.
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

  private <T extends ApiObject> void follow(Informer<T> informer) {
    informer.addHandler(
        Changes.of(
            object -> enqueue(object, ADDED),
            (old, object) -> {
              if (frees(old, object)) {
                enqueue(object, Duration.ZERO);
              } else if (old.metadata().generation() != object.metadata().generation()) {
                enqueue(object, ADDED);
              }
            },
            object -> enqueue(object, Duration.ZERO)));
  }

  private static boolean frees(ApiObject old, ApiObject now) {
    return old instanceof Pod before
        && now instanceof Pod after
        && !Pods.isFinished(before)
        && Pods.isFinished(after);
  }

  private void enqueue(ApiObject object, Duration wait) {
    for (ResourceQuota quota : quotas.list(object.metadata().namespace())) {
      loop.queue().addAfter(Key.of(quota), wait);
    }
  }

  private Reconciled reconcile(Key key) {
    ResourceQuota quota = quotas.get(key);
    if (quota == null) {
      return Reconciled.done();
    }
    Map<String, Quantity> known = usage.of(quota);
    if (known == null) {
      return Reconciled.again(UNLISTED);
    }
    Map<String, Quantity> used = new TreeMap<>();
    quota.spec().hard().keySet().forEach(each -> used.put(each, Quantity.ZERO));
    used.putAll(known);
    ResourceQuotaStatus status =
        ResourceQuotaStatus.builder().hard(quota.spec().hard()).used(used).build();
    if (!status.equals(quota.status())) {
      try {
        client
            .resources(ResourceQuotaKind.RESOURCE_QUOTA, key.namespace())
            .updateStatus(quota.with(b -> b.status(status)));
      } catch (ApiException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
    return Reconciled.again(RESYNC);
  }
}
