package io.kubejar.controllers.testing;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceSpec;
import io.kubejar.api.core.v1.NamespaceStatus;

/// Namespaces as the API server keeps them.
public final class Namespaces {
  private Namespaces() {}

  public static Namespace active(String name) {
    return Namespace.builder()
        .metadata(m -> m.name(name))
        .spec(NamespaceSpec.builder().finalizers("kubernetes").build())
        .status(NamespaceStatus.builder().phase("Active").build())
        .build();
  }
}
