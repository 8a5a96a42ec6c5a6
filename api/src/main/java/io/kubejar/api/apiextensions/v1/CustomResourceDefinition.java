package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The declaration of a new resource type that the API server then serves; its name is
/// `<plural>.<group>`.
///
/// @param metadata Standard object metadata; the name must be the plural, a dot and the group.
/// @param spec Group, names, scope and versions of the resource being defined.
/// @param status Accepted names, stored versions and conditions, as determined by the server.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition",
    group = "apiextensions.k8s.io",
    version = "v1",
    kind = "CustomResourceDefinition")
public record CustomResourceDefinition(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) CustomResourceDefinitionSpec spec,
    @Field(tag = 3) CustomResourceDefinitionStatus status)
    implements ApiObject, CustomResourceDefinitionBuilder.With {
  /// An empty draft.
  public static CustomResourceDefinitionBuilder builder() {
    return new CustomResourceDefinitionBuilder();
  }
}
