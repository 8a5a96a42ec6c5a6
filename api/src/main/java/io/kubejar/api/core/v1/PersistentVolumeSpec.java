package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The properties of a persistent volume: capacity, backing storage, access modes, reclaim policy,
/// class, mount options, node affinity, and the claim it is bound to.
///
/// @param capacity Size of the volume, as a quantity under `storage`.
/// @param gcePersistentDisk Google Compute Engine disk; deprecated in favour of the corresponding
///   CSI driver.
/// @param awsElasticBlockStore AWS EBS disk; deprecated in favour of the corresponding CSI driver.
/// @param hostPath Directory of a node, suitable only for single-node development clusters.
/// @param glusterfs GlusterFS volume; deprecated, and its built-in driver no longer exists.
/// @param nfs Directory exported by an NFS server that an administrator has set up.
/// @param rbd Ceph RADOS block device; deprecated, and its built-in driver no longer exists.
/// @param iscsi Disk reached over iSCSI and attached to the node.
/// @param cinder OpenStack Cinder disk; deprecated in favour of the corresponding CSI driver.
/// @param cephfs Ceph file system; deprecated, and its built-in driver no longer exists.
/// @param fc Fibre Channel disk that gets attached to the node.
/// @param flocker Flocker dataset; deprecated, and its built-in driver no longer exists.
/// @param flexVolume Volume managed by an exec-based plugin; deprecated, CSI drivers should be
///   used.
/// @param azureFile Azure file share; deprecated in favour of the corresponding CSI driver.
/// @param vsphereVolume vSphere disk; deprecated in favour of the corresponding CSI driver.
/// @param quobyte Quobyte volume; deprecated, and its built-in driver no longer exists.
/// @param azureDisk Azure managed disk; deprecated in favour of the corresponding CSI driver.
/// @param photonPersistentDisk Photon controller disk; deprecated, and its built-in driver no
///   longer exists.
/// @param portworxVolume Portworx volume; deprecated in favour of the corresponding CSI driver.
/// @param scaleIO ScaleIO volume; deprecated, and its built-in driver no longer exists.
/// @param local Disk, partition or directory attached directly to one node; needs node affinity.
/// @param storageos StorageOS volume; deprecated, and its built-in driver no longer exists.
/// @param csi Storage managed by an external driver that implements the CSI protocol.
/// @param accessModes Ways the volume can be mounted: `ReadWriteOnce`, `ReadOnlyMany`,
///   `ReadWriteMany` or `ReadWriteOncePod`.
/// @param claimRef Claim with which the volume is bound, or for which it is reserved beforehand.
/// @param persistentVolumeReclaimPolicy Fate after the claim goes: `Retain` (default for manual
///   volumes), `Delete` (usual for provisioned ones) or deprecated `Recycle`.
/// @param storageClassName StorageClass of the volume; empty means that it has none.
/// @param mountOptions Additional mount options, such as `ro`, that are not validated; wrong ones
///   make mounting fail.
/// @param volumeMode Presented as a formatted `Filesystem` (default) or as a raw `Block` device.
/// @param nodeAffinity Restricts from which nodes the volume can be used, and so where its pods
///   run.
/// @param volumeAttributesClassName VolumeAttributesClass applied to the volume; empty if none is.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolumeSpec",
    proto = "k8s.io.api.core.v1.PersistentVolumeSpec")
public record PersistentVolumeSpec(
    @Field(tag = 1) Map<String, Quantity> capacity,
    @Field(tag = 1, within = 2) @Nullable GCEPersistentDiskVolumeSource gcePersistentDisk,
    @Field(tag = 2, within = 2) @Nullable AWSElasticBlockStoreVolumeSource awsElasticBlockStore,
    @Field(tag = 3, within = 2) @Nullable HostPathVolumeSource hostPath,
    @Field(tag = 4, within = 2) @Nullable GlusterfsPersistentVolumeSource glusterfs,
    @Field(tag = 5, within = 2) @Nullable NFSVolumeSource nfs,
    @Field(tag = 6, within = 2) @Nullable RBDPersistentVolumeSource rbd,
    @Field(tag = 7, within = 2) @Nullable ISCSIPersistentVolumeSource iscsi,
    @Field(tag = 8, within = 2) @Nullable CinderPersistentVolumeSource cinder,
    @Field(tag = 9, within = 2) @Nullable CephFSPersistentVolumeSource cephfs,
    @Field(tag = 10, within = 2) @Nullable FCVolumeSource fc,
    @Field(tag = 11, within = 2) @Nullable FlockerVolumeSource flocker,
    @Field(tag = 12, within = 2) @Nullable FlexPersistentVolumeSource flexVolume,
    @Field(tag = 13, within = 2) @Nullable AzureFilePersistentVolumeSource azureFile,
    @Field(tag = 14, within = 2) @Nullable VsphereVirtualDiskVolumeSource vsphereVolume,
    @Field(tag = 15, within = 2) @Nullable QuobyteVolumeSource quobyte,
    @Field(tag = 16, within = 2) @Nullable AzureDiskVolumeSource azureDisk,
    @Field(tag = 17, within = 2) @Nullable PhotonPersistentDiskVolumeSource photonPersistentDisk,
    @Field(tag = 18, within = 2) @Nullable PortworxVolumeSource portworxVolume,
    @Field(tag = 19, within = 2) @Nullable ScaleIOPersistentVolumeSource scaleIO,
    @Field(tag = 20, within = 2) @Nullable LocalVolumeSource local,
    @Field(tag = 21, within = 2) @Nullable StorageOSPersistentVolumeSource storageos,
    @Field(tag = 22, within = 2) @Nullable CSIPersistentVolumeSource csi,
    @Field(
            tag = 3,
            oneOf = {"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"},
            list = ListType.ATOMIC)
        List<String> accessModes,
    @Field(tag = 4, granular = true) @Nullable ObjectReference claimRef,
    @Field(
            tag = 5,
            oneOf = {"Delete", "Recycle", "Retain"})
        String persistentVolumeReclaimPolicy,
    @Field(tag = 6) String storageClassName,
    @Field(tag = 7, list = ListType.ATOMIC) List<String> mountOptions,
    @Field(
            tag = 8,
            oneOf = {"Block", "Filesystem"})
        @Nullable String volumeMode,
    @Field(tag = 9) @Nullable VolumeNodeAffinity nodeAffinity,
    @Field(tag = 10) @Nullable String volumeAttributesClassName)
    implements PersistentVolumeSpecBuilder.With {
  public PersistentVolumeSpec {
    accessModes = List.copyOf(accessModes);
    mountOptions = List.copyOf(mountOptions);
    capacity = SortedStringMap.copyOf(capacity);
  }

  /// An empty draft.
  public static PersistentVolumeSpecBuilder builder() {
    return new PersistentVolumeSpecBuilder();
  }
}
