package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Details of a mounted volume that depend on its source; only image volumes have any.
///
/// @param image Facts about an image volume, such as the digest in use.
@ApiType(value = "io.k8s.api.core.v1.VolumeStatus", proto = "k8s.io.api.core.v1.VolumeStatus")
public record VolumeStatus(
    @Field(tag = 1, gate = "ImageVolumeWithDigest") @Nullable ImageVolumeStatus image)
    implements VolumeStatusBuilder.With {
  /// An empty draft.
  public static VolumeStatusBuilder builder() {
    return new VolumeStatusBuilder();
  }
}
