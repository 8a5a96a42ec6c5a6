package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A file with PEM trust anchors, taken from one named ClusterTrustBundle or merged from all
/// bundles of a signer that match a label selector.
///
/// @param name One ClusterTrustBundle chosen by its name; excludes `signerName` and
///   `labelSelector`.
/// @param signerName All bundles of this signer are considered; excludes `name`.
/// @param labelSelector Narrows the signer's bundles by label; unset matches none, empty matches
///   all.
/// @param optional Whether the volume may start when no bundle matches; the file is then empty,
///   default false.
/// @param path Relative name of the file that holds the merged certificates.
@ApiType(
    value = "io.k8s.api.core.v1.ClusterTrustBundleProjection",
    proto = "k8s.io.api.core.v1.ClusterTrustBundleProjection")
public record ClusterTrustBundleProjection(
    @Field(tag = 1) @Nullable String name,
    @Field(tag = 2) @Nullable String signerName,
    @Field(tag = 3) @Nullable LabelSelector labelSelector,
    @Field(tag = 5) @Nullable Boolean optional,
    @Field(tag = 4, required = true, always = true) String path)
    implements ClusterTrustBundleProjectionBuilder.With {
  /// An empty draft.
  public static ClusterTrustBundleProjectionBuilder builder() {
    return new ClusterTrustBundleProjectionBuilder();
  }
}
