package io.kubejar.controllers.serviceaccount;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.List;

/// Gives every active namespace its service account `default`.
public final class ServiceAccountController implements Controller {
  private static final String DEFAULT = "default";

  private final Client client;
  private final Lister<Namespace> namespaces;
  private final Lister<ServiceAccount> accounts;
  private final ReconcileLoop<Key> loop;

  public ServiceAccountController(ControllerContext context) {
    Informer<Namespace> namespaceInformer = context.informers().of(NamespaceKind.NAMESPACE);
    Informer<ServiceAccount> accountInformer =
        context.informers().of(ServiceAccountKind.SERVICE_ACCOUNT);
    this.client = context.client();
    this.namespaces = namespaceInformer.lister();
    this.accounts = accountInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(), 1, context, List.of(namespaceInformer, accountInformer), this::reconcile);
    namespaceInformer.addHandler(
        Changes.of(this::enqueue, (_, namespace) -> enqueue(namespace), _ -> {}));
    accountInformer.addHandler(Changes.of(_ -> {}, (_, _) -> {}, this::gone));
  }

  @Override
  public String name() {
    return "service-account-controller";
  }

  /// The queue of namespaces and its worker.
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

  private void enqueue(Namespace namespace) {
    loop.queue().add(Key.of(namespace));
  }

  private void gone(ServiceAccount account) {
    if (account.metadata().name().equals(DEFAULT)) {
      loop.queue().add(new Key("", account.metadata().namespace()));
    }
  }

  private Reconciled reconcile(Key key) {
    Namespace namespace = namespaces.get(key);
    if (namespace == null
        || namespace.status().phase().equals("Terminating")
        || namespace.metadata().deletionTimestamp() != null
        || accounts.get(key.name(), DEFAULT) != null) {
      return Reconciled.done();
    }
    try {
      client
          .resources(ServiceAccountKind.SERVICE_ACCOUNT, key.name())
          .create(
              ServiceAccount.builder()
                  .metadata(m -> m.name(DEFAULT).namespace(key.name()))
                  .build());
    } catch (ApiException e) {
      if (!e.isAlreadyExists() && !PodControl.isNamespaceTerminating(e)) {
        throw e;
      }
    }
    return Reconciled.done();
  }
}
