package io.kubejar.api.apiserverinternal.v1alpha1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// In which versions the servers of a cluster store, read and serve one resource; written by the
/// servers.
///
/// @param metadata Standard object metadata; the name is group and resource, like
///   `apps.deployments`.
/// @param spec Empty, as clients have no wishes here.
/// @param status What each server said of the resource, and whether they agree.
@ApiType(
    value = "io.k8s.api.apiserverinternal.v1alpha1.StorageVersion",
    proto = "k8s.io.api.apiserverinternal.v1alpha1.StorageVersion",
    group = "internal.apiserver.k8s.io",
    version = "v1alpha1",
    kind = "StorageVersion")
public record StorageVersion(
    @Field(tag = 1, required = true) ObjectMeta metadata,
    @Field(tag = 2, always = true) StorageVersionSpec spec,
    @Field(tag = 3, always = true) StorageVersionStatus status)
    implements ApiObject, StorageVersionBuilder.With {
  /// An empty draft.
  public static StorageVersionBuilder builder() {
    return new StorageVersionBuilder();
  }
}
