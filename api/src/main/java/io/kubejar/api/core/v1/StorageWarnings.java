package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What clients are warned of in volumes and claims.
final class StorageWarnings {
  private static final String CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final String OPTIONS = "volume.beta.kubernetes.io/mount-options";

  private StorageWarnings() {}

  static List<String> of(PersistentVolume volume) {
    var warnings = new ArrayList<String>();
    annotation(
        volume.metadata(),
        CLASS,
        "deprecated since v1.8; use \"storageClassName\" attribute instead",
        warnings);
    annotation(
        volume.metadata(),
        OPTIONS,
        "deprecated since v1.31; use \"mountOptions\" attribute instead",
        warnings);
    PersistentVolumeSpec spec = volume.spec();
    if (spec.persistentVolumeReclaimPolicy().equals("Recycle")) {
      warnings.add(
          "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead,"
              + " the recommended approach is to use dynamic provisioning.");
    }
    gone(spec.cephfs(), "spec.cephfs: deprecated in v1.28, non-functional in v1.31+", warnings);
    gone(
        spec.photonPersistentDisk(),
        "spec.photonPersistentDisk: deprecated in v1.11, non-functional in v1.16+",
        warnings);
    gone(spec.scaleIO(), "spec.scaleIO: deprecated in v1.16, non-functional in v1.22+", warnings);
    gone(
        spec.storageos(),
        "spec.storageOS: deprecated in v1.22, non-functional in v1.25+",
        warnings);
    gone(
        spec.glusterfs(),
        "spec.glusterfs: deprecated in v1.25, non-functional in v1.26+",
        warnings);
    gone(spec.rbd(), "spec.rbd: deprecated in v1.28, non-functional in v1.31+", warnings);
    return warnings;
  }

  static List<String> of(PersistentVolumeClaim claim) {
    var warnings = new ArrayList<String>();
    annotation(
        claim.metadata(),
        CLASS,
        "deprecated since v1.8; use \"storageClassName\" attribute instead",
        warnings);
    Quantity storage = claim.spec().resources().requests().get("storage");
    if (storage != null && storage.amount().remainder(BigDecimal.ONE).signum() != 0) {
      warnings.add(
          Path.of("spec", "resources", "requests").key("storage")
              + ": fractional byte value \"%s\" is invalid, must be an integer".formatted(storage));
    }
    return warnings;
  }

  private static void annotation(
      ObjectMeta metadata, String key, String text, List<String> warnings) {
    if (metadata.annotations().containsKey(key)) {
      warnings.add(Path.of("metadata", "annotations").key(key) + ": " + text);
    }
  }

  private static void gone(@Nullable Object source, String text, List<String> warnings) {
    if (source != null) {
      warnings.add(text);
    }
  }
}
