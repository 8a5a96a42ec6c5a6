package io.kubejar.api.storage.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The driver that does the attaching, the volume and the node.
///
/// @param attacher Name of the CSI driver that has to carry out the request.
/// @param source The volume that should be attached to the node.
/// @param nodeName Name of the node to which the volume should be attached.
@ApiType(
    value = "io.k8s.api.storage.v1.VolumeAttachmentSpec",
    proto = "k8s.io.api.storage.v1.VolumeAttachmentSpec")
public record VolumeAttachmentSpec(
    @Field(tag = 1, required = true, always = true) String attacher,
    @Field(tag = 2, required = true, always = true) VolumeAttachmentSource source,
    @Field(tag = 3, required = true, always = true) String nodeName)
    implements VolumeAttachmentSpecBuilder.With {
  /// An empty draft.
  public static VolumeAttachmentSpecBuilder builder() {
    return new VolumeAttachmentSpecBuilder();
  }
}
