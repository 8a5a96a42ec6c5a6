package io.kubejar.api.storage.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether the volume is attached, data returned by the driver, and the last errors.
///
/// @param attached True once the volume is attached; only the attacher may set it.
/// @param attachmentMetadata Values returned by a successful attach that the later mount calls
///   require.
/// @param attachError Most recent failure to attach, absent if the last attempt succeeded.
/// @param detachError Most recent failure to detach, absent if the last attempt succeeded.
@ApiType(
    value = "io.k8s.api.storage.v1.VolumeAttachmentStatus",
    proto = "k8s.io.api.storage.v1.VolumeAttachmentStatus")
public record VolumeAttachmentStatus(
    @Field(tag = 1, required = true, always = true) boolean attached,
    @Field(tag = 2) Map<String, String> attachmentMetadata,
    @Field(tag = 3) @Nullable VolumeError attachError,
    @Field(tag = 4) @Nullable VolumeError detachError)
    implements VolumeAttachmentStatusBuilder.With {
  public VolumeAttachmentStatus {
    attachmentMetadata = SortedStringMap.copyOf(attachmentMetadata);
  }

  /// An empty draft.
  public static VolumeAttachmentStatusBuilder builder() {
    return new VolumeAttachmentStatusBuilder();
  }
}
