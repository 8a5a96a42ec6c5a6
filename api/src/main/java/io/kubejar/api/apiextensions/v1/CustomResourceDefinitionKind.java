package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `customresourcedefinitions` resource: names and rules of [CustomResourceDefinition].
public final class CustomResourceDefinitionKind implements Kind<CustomResourceDefinition> {
  public static final CustomResourceDefinitionKind CUSTOM_RESOURCE_DEFINITION =
      new CustomResourceDefinitionKind();

  private static final Names NAMES =
      Names.of(
              "apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions")
          .shortNames("crd", "crds")
          .categories("api-extensions")
          .stored("/registry/apiextensions.k8s.io/customresourcedefinitions/", "jfWCUB31mvA=")
          .subresource("status", "get", "patch", "update")
          .build();

  private CustomResourceDefinitionKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<CustomResourceDefinition> codec() {
    return CustomResourceDefinitionCodec.INSTANCE;
  }
}
