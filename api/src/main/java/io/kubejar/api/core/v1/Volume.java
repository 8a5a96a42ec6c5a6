package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A named storage source of a pod that its containers can mount.
///
/// @param name DNS label by which containers refer to the volume; unique within the pod.
/// @param hostPath File or directory of the node made visible to the pod; risky and rarely needed.
/// @param emptyDir Scratch directory that starts empty and lives only as long as the pod.
/// @param gcePersistentDisk Google Compute Engine disk; deprecated in favour of the corresponding
///   CSI driver.
/// @param awsElasticBlockStore AWS EBS disk; deprecated in favour of the corresponding CSI driver.
/// @param gitRepo Clone of a git repository; deprecated and disabled by default, use an init
///   container instead.
/// @param secret Files filled with the entries of a Secret.
/// @param nfs Directory exported by an NFS server, mounted for as long as the pod runs.
/// @param iscsi Disk reached over iSCSI, attached to the node and mounted into the pod.
/// @param glusterfs GlusterFS mount; deprecated, and its built-in driver no longer exists.
/// @param persistentVolumeClaim Storage bound to a PersistentVolumeClaim in the pod's own
///   namespace.
/// @param rbd Ceph RADOS block device; deprecated, and its built-in driver no longer exists.
/// @param flexVolume Volume managed by an exec-based plugin; deprecated, CSI drivers should be
///   used.
/// @param cinder OpenStack Cinder disk; deprecated in favour of the corresponding CSI driver.
/// @param cephfs Ceph file system mount; deprecated, and its built-in driver no longer exists.
/// @param flocker Flocker dataset on the node; deprecated, and its built-in driver no longer
///   exists.
/// @param downwardAPI Files filled with fields of the pod or resource amounts of its containers.
/// @param fc Fibre Channel disk, attached to the node and mounted into the pod.
/// @param azureFile Azure file share; deprecated in favour of the corresponding CSI driver.
/// @param configMap Files filled with the entries of a ConfigMap.
/// @param vsphereVolume vSphere disk; deprecated in favour of the corresponding CSI driver.
/// @param quobyte Quobyte mount; deprecated, and its built-in driver no longer exists.
/// @param azureDisk Azure managed disk; deprecated in favour of the corresponding CSI driver.
/// @param photonPersistentDisk Photon controller disk; deprecated, and its built-in driver no
///   longer exists.
/// @param projected Several sources, such as secrets, config maps and tokens, combined in one
///   directory.
/// @param portworxVolume Portworx volume; deprecated in favour of the corresponding CSI driver.
/// @param scaleIO ScaleIO volume; deprecated, and its built-in driver no longer exists.
/// @param storageos StorageOS volume; deprecated, and its built-in driver no longer exists.
/// @param csi Short-lived volume provided by a CSI driver that supports inline use.
/// @param ephemeral Claim generated for this pod and deleted with it, served by ordinary storage
///   drivers.
/// @param image Read-only content of an OCI image or artifact that is pulled on the node.
@ApiType(value = "io.k8s.api.core.v1.Volume", proto = "k8s.io.api.core.v1.Volume")
public record Volume(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 1, within = 2) @Nullable HostPathVolumeSource hostPath,
    @Field(tag = 2, within = 2) @Nullable EmptyDirVolumeSource emptyDir,
    @Field(tag = 3, within = 2) @Nullable GCEPersistentDiskVolumeSource gcePersistentDisk,
    @Field(tag = 4, within = 2) @Nullable AWSElasticBlockStoreVolumeSource awsElasticBlockStore,
    @Field(tag = 5, within = 2) @Nullable GitRepoVolumeSource gitRepo,
    @Field(tag = 6, within = 2) @Nullable SecretVolumeSource secret,
    @Field(tag = 7, within = 2) @Nullable NFSVolumeSource nfs,
    @Field(tag = 8, within = 2) @Nullable ISCSIVolumeSource iscsi,
    @Field(tag = 9, within = 2) @Nullable GlusterfsVolumeSource glusterfs,
    @Field(tag = 10, within = 2) @Nullable PersistentVolumeClaimVolumeSource persistentVolumeClaim,
    @Field(tag = 11, within = 2) @Nullable RBDVolumeSource rbd,
    @Field(tag = 12, within = 2) @Nullable FlexVolumeSource flexVolume,
    @Field(tag = 13, within = 2) @Nullable CinderVolumeSource cinder,
    @Field(tag = 14, within = 2) @Nullable CephFSVolumeSource cephfs,
    @Field(tag = 15, within = 2) @Nullable FlockerVolumeSource flocker,
    @Field(tag = 16, within = 2) @Nullable DownwardAPIVolumeSource downwardAPI,
    @Field(tag = 17, within = 2) @Nullable FCVolumeSource fc,
    @Field(tag = 18, within = 2) @Nullable AzureFileVolumeSource azureFile,
    @Field(tag = 19, within = 2) @Nullable ConfigMapVolumeSource configMap,
    @Field(tag = 20, within = 2) @Nullable VsphereVirtualDiskVolumeSource vsphereVolume,
    @Field(tag = 21, within = 2) @Nullable QuobyteVolumeSource quobyte,
    @Field(tag = 22, within = 2) @Nullable AzureDiskVolumeSource azureDisk,
    @Field(tag = 23, within = 2) @Nullable PhotonPersistentDiskVolumeSource photonPersistentDisk,
    @Field(tag = 26, within = 2) @Nullable ProjectedVolumeSource projected,
    @Field(tag = 24, within = 2) @Nullable PortworxVolumeSource portworxVolume,
    @Field(tag = 25, within = 2) @Nullable ScaleIOVolumeSource scaleIO,
    @Field(tag = 27, within = 2) @Nullable StorageOSVolumeSource storageos,
    @Field(tag = 28, within = 2) @Nullable CSIVolumeSource csi,
    @Field(tag = 29, within = 2) @Nullable EphemeralVolumeSource ephemeral,
    @Field(tag = 30, within = 2) @Nullable ImageVolumeSource image)
    implements VolumeBuilder.With {
  /// An empty draft.
  public static VolumeBuilder builder() {
    return new VolumeBuilder();
  }
}
