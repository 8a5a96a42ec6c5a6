package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The JSON paths by which the scale subresource of a custom resource reads and writes replica
/// counts and the label selector.
///
/// @param specReplicasPath JSON path below `.spec`, in dot notation, to the wanted replica count.
/// @param statusReplicasPath JSON path below `.status`, in dot notation, to the observed replica
///   count.
/// @param labelSelectorPath JSON path below `.status` or `.spec` to a selector string; the
///   autoscaler requires it.
@ApiType(
    value =
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceScale",
    proto =
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceScale")
public record CustomResourceSubresourceScale(
    @Field(tag = 1, required = true, always = true) String specReplicasPath,
    @Field(tag = 2, required = true, always = true) String statusReplicasPath,
    @Field(tag = 3) @Nullable String labelSelectorPath)
    implements CustomResourceSubresourceScaleBuilder.With {
  /// An empty draft.
  public static CustomResourceSubresourceScaleBuilder builder() {
    return new CustomResourceSubresourceScaleBuilder();
  }
}
