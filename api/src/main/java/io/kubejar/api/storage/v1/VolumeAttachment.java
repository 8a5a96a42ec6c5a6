package io.kubejar.api.storage.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The intent to attach a volume to a node, or detach it, and the result.
///
/// @param metadata Standard object metadata: name, labels, annotations, finalizers and so on.
/// @param spec Which volume is to be attached to which node; cannot be changed.
/// @param status Progress of attaching or detaching, written by the external attacher.
@ApiType(
    value = "io.k8s.api.storage.v1.VolumeAttachment",
    proto = "k8s.io.api.storage.v1.VolumeAttachment",
    group = "storage.k8s.io",
    version = "v1",
    kind = "VolumeAttachment")
public record VolumeAttachment(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) VolumeAttachmentSpec spec,
    @Field(tag = 3) VolumeAttachmentStatus status)
    implements ApiObject, VolumeAttachmentBuilder.With {
  /// An empty draft.
  public static VolumeAttachmentBuilder builder() {
    return new VolumeAttachmentBuilder();
  }
}
