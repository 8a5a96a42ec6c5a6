package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The resolved reference of the image that an image volume is showing.
///
/// @param imageRef Digest-bearing reference of the image that is mounted.
@ApiType(
    value = "io.k8s.api.core.v1.ImageVolumeStatus",
    proto = "k8s.io.api.core.v1.ImageVolumeStatus")
public record ImageVolumeStatus(@Field(tag = 1, required = true) String imageRef)
    implements ImageVolumeStatusBuilder.With {
  /// An empty draft.
  public static ImageVolumeStatusBuilder builder() {
    return new ImageVolumeStatusBuilder();
  }
}
