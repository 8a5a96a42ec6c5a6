package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The name of a resource, whatever its version.
///
/// @param group API group; empty for the core group.
/// @param resource Plural name of the resource.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.GroupResource",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.GroupResource")
public record GroupResource(
    @Field(tag = 1, required = true, always = true) String group,
    @Field(tag = 2, required = true, always = true) String resource)
    implements GroupResourceBuilder.With {
  /// An empty draft.
  public static GroupResourceBuilder builder() {
    return new GroupResourceBuilder();
  }
}
