package io.kubejar.api.apiserverinternal.v1alpha1;

import io.kubejar.api.schema.ApiType;

/// Nothing.
@ApiType(
    value = "io.k8s.api.apiserverinternal.v1alpha1.StorageVersionSpec",
    proto = "k8s.io.api.apiserverinternal.v1alpha1.StorageVersionSpec")
public record StorageVersionSpec() implements StorageVersionSpecBuilder.With {
  /// An empty draft.
  public static StorageVersionSpecBuilder builder() {
    return new StorageVersionSpecBuilder();
  }
}
