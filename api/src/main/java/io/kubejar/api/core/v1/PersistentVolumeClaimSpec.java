package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The storage wanted: size, access modes, class, volume mode, attributes class, and optionally a
/// data source or a particular volume.
///
/// @param accessModes Ways in which the claimed storage must be mountable, for example
///   `ReadWriteOnce`.
/// @param selector Labels that candidate volumes must have; prevents dynamic provisioning.
/// @param resources Minimum and maximum size wanted; the request may later grow if the class
///   permits.
/// @param volumeName Volume bound to this claim; set by the binder, or beforehand to pick one.
/// @param storageClassName StorageClass to use; unset takes the cluster's default, an empty string
///   means no class.
/// @param volumeMode Kind of volume needed: a mounted `Filesystem` (default) or a raw `Block`
///   device.
/// @param dataSource Snapshot or claim in the same namespace from which the volume is filled
///   initially.
/// @param dataSourceRef Object filling the volume initially, of any supported kind; mirrors
///   `dataSource` within one namespace.
/// @param volumeAttributesClassName Desired VolumeAttributesClass; unlike the storage class it may
///   be changed afterwards.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolumeClaimSpec",
    proto = "k8s.io.api.core.v1.PersistentVolumeClaimSpec")
public record PersistentVolumeClaimSpec(
    @Field(
            tag = 1,
            oneOf = {"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"},
            list = ListType.ATOMIC)
        List<String> accessModes,
    @Field(tag = 4) @Nullable LabelSelector selector,
    @Field(tag = 2) VolumeResourceRequirements resources,
    @Field(tag = 3) String volumeName,
    @Field(tag = 5) @Nullable String storageClassName,
    @Field(
            tag = 6,
            oneOf = {"Block", "Filesystem"})
        @Nullable String volumeMode,
    @Field(tag = 7) @Nullable TypedLocalObjectReference dataSource,
    @Field(tag = 8) @Nullable TypedObjectReference dataSourceRef,
    @Field(tag = 9) @Nullable String volumeAttributesClassName)
    implements PersistentVolumeClaimSpecBuilder.With {
  public PersistentVolumeClaimSpec {
    accessModes = List.copyOf(accessModes);
  }

  /// An empty draft.
  public static PersistentVolumeClaimSpecBuilder builder() {
    return new PersistentVolumeClaimSpecBuilder();
  }
}
