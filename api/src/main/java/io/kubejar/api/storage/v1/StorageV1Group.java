package io.kubejar.api.storage.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `storage.k8s.io`, version `v1`.
public final class StorageV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          CSIDriverKind.CSI_DRIVER,
          CSINodeKind.CSI_NODE,
          CSIStorageCapacityKind.CSI_STORAGE_CAPACITY,
          StorageClassKind.STORAGE_CLASS,
          VolumeAttachmentKind.VOLUME_ATTACHMENT,
          VolumeAttributesClassKind.VOLUME_ATTRIBUTES_CLASS);

  private StorageV1Group() {}
}
