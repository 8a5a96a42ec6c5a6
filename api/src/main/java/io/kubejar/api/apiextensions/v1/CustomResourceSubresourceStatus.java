package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;

/// An empty object whose presence turns on the status subresource, so that status and the rest are
/// written separately.
@ApiType(
    value =
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus",
    proto =
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus")
public record CustomResourceSubresourceStatus()
    implements CustomResourceSubresourceStatusBuilder.With {
  /// An empty draft.
  public static CustomResourceSubresourceStatusBuilder builder() {
    return new CustomResourceSubresourceStatusBuilder();
  }
}
