package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A version in discovery, in the forms `group/version` and `version`.
///
/// @param groupVersion Group and version joined by a slash, exactly as written in `apiVersion`.
/// @param version The version alone, letting clients avoid splitting the combined string.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.GroupVersionForDiscovery",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.GroupVersionForDiscovery")
public record GroupVersionForDiscovery(
    @Field(tag = 1, required = true, always = true) String groupVersion,
    @Field(tag = 2, required = true, always = true) String version)
    implements GroupVersionForDiscoveryBuilder.With {
  /// An empty draft.
  public static GroupVersionForDiscoveryBuilder builder() {
    return new GroupVersionForDiscoveryBuilder();
  }
}
