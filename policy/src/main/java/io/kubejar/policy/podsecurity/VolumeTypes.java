package io.kubejar.policy.podsecurity;

import io.kubejar.api.core.v1.Volume;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Which volumes bind a pod to its node or to storage that nobody provisioned for it.
final class VolumeTypes {
  private VolumeTypes() {}

  /// The volume's type when the restricted level does not allow it; null when it does.
  static @Nullable String restricted(Volume volume) {
    if (isAllowed(volume)) {
      return null;
    }
    var types = new ArrayList<String>(1);
    add("hostPath", volume.hostPath(), types);
    add("gcePersistentDisk", volume.gcePersistentDisk(), types);
    add("awsElasticBlockStore", volume.awsElasticBlockStore(), types);
    add("gitRepo", volume.gitRepo(), types);
    add("nfs", volume.nfs(), types);
    add("iscsi", volume.iscsi(), types);
    add("glusterfs", volume.glusterfs(), types);
    add("rbd", volume.rbd(), types);
    add("flexVolume", volume.flexVolume(), types);
    add("cinder", volume.cinder(), types);
    add("cephfs", volume.cephfs(), types);
    add("flocker", volume.flocker(), types);
    add("fc", volume.fc(), types);
    add("azureFile", volume.azureFile(), types);
    add("vsphereVolume", volume.vsphereVolume(), types);
    add("quobyte", volume.quobyte(), types);
    add("azureDisk", volume.azureDisk(), types);
    add("photonPersistentDisk", volume.photonPersistentDisk(), types);
    add("portworxVolume", volume.portworxVolume(), types);
    add("scaleIO", volume.scaleIO(), types);
    add("storageos", volume.storageos(), types);
    return types.isEmpty() ? "unknown" : types.getFirst();
  }

  private static boolean isAllowed(Volume volume) {
    return volume.emptyDir() != null
        || volume.secret() != null
        || volume.persistentVolumeClaim() != null
        || volume.downwardAPI() != null
        || volume.configMap() != null
        || volume.projected() != null
        || volume.csi() != null
        || volume.ephemeral() != null
        || volume.image() != null;
  }

  private static void add(String type, @Nullable Object source, ArrayList<String> types) {
    if (source != null) {
      types.add(type);
    }
  }
}
