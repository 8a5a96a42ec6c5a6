package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The query of a get request: the resource version to read at.
///
/// @param resourceVersion Freshness wanted: unset reads the latest state, `0` permits any cached
///   copy.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.GetOptions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.GetOptions",
    version = "v1",
    kind = "GetOptions")
public record GetOptions(@Field(tag = 1) String resourceVersion) implements GetOptionsBuilder.With {
  /// An empty draft.
  public static GetOptionsBuilder builder() {
    return new GetOptionsBuilder();
  }
}
