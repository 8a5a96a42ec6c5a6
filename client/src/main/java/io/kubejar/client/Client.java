package io.kubejar.client;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;

/// Typed access to an API server.
public final class Client {
  private final Transport transport;

  public Client(Transport transport) {
    this.transport = transport;
  }

  /// The objects of a kind in all namespaces, or of a cluster-scoped kind.
  public <T extends ApiObject> Resources<T> resources(Kind<T> kind) {
    return new Resources<>(transport, kind, "");
  }

  /// The objects of a kind in one namespace.
  public <T extends ApiObject> Resources<T> resources(Kind<T> kind, String namespace) {
    return new Resources<>(transport, kind, namespace);
  }

  /// What carries the requests; owned by whoever made the client.
  public Transport transport() {
    return transport;
  }
}
