package io.kubejar.controllers.rootca;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps the certificate authority's certificate in a ConfigMap of every active namespace.
public final class RootCaController implements Controller {
  private static final String NAME = "kube-root-ca.crt";
  private static final String DESCRIPTION = "kubernetes.io/description";
  private static final String TEXT =
      "Contains a CA bundle that can be used to verify the kube-apiserver when using internal"
          + " endpoints such as the internal service IP or kubernetes.default.svc. No other usage"
          + " is guaranteed across distributions of Kubernetes clusters.";

  private final Client client;
  private final Map<String, String> data;
  private final Lister<Namespace> namespaces;
  private final Lister<ConfigMap> maps;
  private final ReconcileLoop<Key> loop;

  /// A controller that hands out certificates in PEM form.
  public RootCaController(ControllerContext context, String pem) {
    Informer<Namespace> namespaceInformer = context.informers().of(NamespaceKind.NAMESPACE);
    Informer<ConfigMap> mapInformer = context.informers().of(ConfigMapKind.CONFIG_MAP);
    this.client = context.client();
    this.data = Map.of("ca.crt", pem);
    this.namespaces = namespaceInformer.lister();
    this.maps = mapInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(), 1, context, List.of(namespaceInformer, mapInformer), this::reconcile);
    namespaceInformer.addHandler(
        Changes.of(this::enqueue, (_, namespace) -> enqueue(namespace), _ -> {}));
    mapInformer.addHandler(Changes.of(this::changed));
  }

  @Override
  public String name() {
    return "root-ca-certificate-publisher-controller";
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

  private void changed(ConfigMap map) {
    if (map.metadata().name().equals(NAME)) {
      loop.queue().add(new Key("", map.metadata().namespace()));
    }
  }

  private Reconciled reconcile(Key key) {
    Namespace namespace = namespaces.get(key);
    if (namespace == null
        || namespace.status().phase().equals("Terminating")
        || namespace.metadata().deletionTimestamp() != null) {
      return Reconciled.done();
    }
    ConfigMap known = maps.get(key.name(), NAME);
    try {
      if (known == null) {
        create(key.name());
      } else if (!known.data().equals(data)
          || !TEXT.equals(known.metadata().annotations().get(DESCRIPTION))) {
        restore(known);
      }
    } catch (ApiException e) {
      if (!e.isAlreadyExists() && !e.isNotFound() && !PodControl.isNamespaceTerminating(e)) {
        throw e;
      }
    }
    return Reconciled.done();
  }

  private void create(String namespace) {
    client
        .resources(ConfigMapKind.CONFIG_MAP, namespace)
        .create(
            ConfigMap.builder()
                .metadata(
                    m -> m.name(NAME).namespace(namespace).annotations(Map.of(DESCRIPTION, TEXT)))
                .data(data)
                .build());
  }

  private void restore(ConfigMap known) {
    Map<String, String> annotations = new HashMap<>(known.metadata().annotations());
    annotations.put(DESCRIPTION, TEXT);
    client
        .resources(ConfigMapKind.CONFIG_MAP, known.metadata().namespace())
        .update(known.with(b -> b.metadata(m -> m.annotations(annotations)).data(data)));
  }
}
