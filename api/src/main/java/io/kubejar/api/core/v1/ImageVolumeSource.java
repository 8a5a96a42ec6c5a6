package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A read-only volume with the content of an OCI image or artifact, given by its reference and pull
/// policy.
///
/// @param reference Image or artifact to mount, written like a container image.
/// @param pullPolicy When to pull: `Always`, `IfNotPresent` or `Never`; default `Always` for tag
///   `latest`, otherwise `IfNotPresent`.
@ApiType(
    value = "io.k8s.api.core.v1.ImageVolumeSource",
    proto = "k8s.io.api.core.v1.ImageVolumeSource")
public record ImageVolumeSource(
    @Field(tag = 1) String reference,
    @Field(
            tag = 2,
            oneOf = {"Always", "IfNotPresent", "Never"})
        String pullPolicy)
    implements ImageVolumeSourceBuilder.With {
  /// An empty draft.
  public static ImageVolumeSourceBuilder builder() {
    return new ImageVolumeSourceBuilder();
  }
}
