package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `apiextensions.k8s.io`, version `v1`.
public final class ApiextensionsV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION);

  private ApiextensionsV1Group() {}
}
