package io.kubejar.api.core.v1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which of the many kinds of volumes one is.
final class VolumeSources {
  /// The members of a volume that outlives pods which say what it is.
  static final List<String> OF_VOLUMES =
      List.of(
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "hostPath",
          "glusterfs",
          "nfs",
          "rbd",
          "iscsi",
          "cinder",
          "cephfs",
          "fc",
          "flocker",
          "flexVolume",
          "azureFile",
          "vsphereVolume",
          "quobyte",
          "azureDisk",
          "photonPersistentDisk",
          "portworxVolume",
          "scaleIO",
          "local",
          "storageos",
          "csi");

  private VolumeSources() {}

  static int count(Volume volume) {
    return of(volume).size();
  }

  /// The sources that are given, by the names of their members.
  static Map<String, Object> of(Volume volume) {
    Map<String, Object> present = new LinkedHashMap<>();
    add(present, "hostPath", volume.hostPath());
    add(present, "emptyDir", volume.emptyDir());
    add(present, "gcePersistentDisk", volume.gcePersistentDisk());
    add(present, "awsElasticBlockStore", volume.awsElasticBlockStore());
    add(present, "gitRepo", volume.gitRepo());
    add(present, "secret", volume.secret());
    add(present, "nfs", volume.nfs());
    add(present, "iscsi", volume.iscsi());
    add(present, "glusterfs", volume.glusterfs());
    add(present, "persistentVolumeClaim", volume.persistentVolumeClaim());
    add(present, "rbd", volume.rbd());
    add(present, "flexVolume", volume.flexVolume());
    add(present, "cinder", volume.cinder());
    add(present, "cephfs", volume.cephfs());
    add(present, "flocker", volume.flocker());
    add(present, "downwardAPI", volume.downwardAPI());
    add(present, "fc", volume.fc());
    add(present, "azureFile", volume.azureFile());
    add(present, "configMap", volume.configMap());
    add(present, "vsphereVolume", volume.vsphereVolume());
    add(present, "quobyte", volume.quobyte());
    add(present, "azureDisk", volume.azureDisk());
    add(present, "photonPersistentDisk", volume.photonPersistentDisk());
    add(present, "projected", volume.projected());
    add(present, "portworxVolume", volume.portworxVolume());
    add(present, "scaleIO", volume.scaleIO());
    add(present, "storageos", volume.storageos());
    add(present, "csi", volume.csi());
    add(present, "ephemeral", volume.ephemeral());
    add(present, "image", volume.image());
    return present;
  }

  /// The sources that are given, by the names of their members.
  static Map<String, Object> of(PersistentVolumeSpec spec) {
    Map<String, Object> present = new LinkedHashMap<>();
    add(present, "gcePersistentDisk", spec.gcePersistentDisk());
    add(present, "awsElasticBlockStore", spec.awsElasticBlockStore());
    add(present, "hostPath", spec.hostPath());
    add(present, "glusterfs", spec.glusterfs());
    add(present, "nfs", spec.nfs());
    add(present, "rbd", spec.rbd());
    add(present, "iscsi", spec.iscsi());
    add(present, "cinder", spec.cinder());
    add(present, "cephfs", spec.cephfs());
    add(present, "fc", spec.fc());
    add(present, "flocker", spec.flocker());
    add(present, "flexVolume", spec.flexVolume());
    add(present, "azureFile", spec.azureFile());
    add(present, "vsphereVolume", spec.vsphereVolume());
    add(present, "quobyte", spec.quobyte());
    add(present, "azureDisk", spec.azureDisk());
    add(present, "photonPersistentDisk", spec.photonPersistentDisk());
    add(present, "portworxVolume", spec.portworxVolume());
    add(present, "scaleIO", spec.scaleIO());
    add(present, "local", spec.local());
    add(present, "storageos", spec.storageos());
    add(present, "csi", spec.csi());
    return present;
  }

  private static void add(Map<String, Object> present, String name, @Nullable Object source) {
    if (source != null) {
      present.put(name, source);
    }
  }
}
