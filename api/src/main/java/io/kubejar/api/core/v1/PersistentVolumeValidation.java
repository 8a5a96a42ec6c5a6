package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Differences;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Map;

/// The rules for volumes that outlive pods.
public final class PersistentVolumeValidation {
  private static final List<String> RECLAIM = List.of("Delete", "Recycle", "Retain");

  private static final String NOT_INLINE = "may not be specified in the context of inline volumes";

  private PersistentVolumeValidation() {}

  /// Reports what is wrong with the specification of a volume.
  static void check(PersistentVolumeSpec spec, Path path, FieldErrors errors) {
    checkAccessModes(spec, path, errors);
    checkCapacity(spec.capacity(), path.child("capacity"), errors);
    String policy = spec.persistentVolumeReclaimPolicy();
    if (policy.isEmpty()) {
      errors.required(path.child("persistentVolumeReclaimPolicy"));
    } else if (!RECLAIM.contains(policy)) {
      errors.notSupported(path.child("persistentVolumeReclaimPolicy"), policy, RECLAIM);
    }
    checkWhatItIs(spec, path, errors);
  }

  /// Reports what is wrong with a volume that has no object of its own: it can only say how it is
  /// reached.
  public static void checkInline(PersistentVolumeSpec spec, Path path, FieldErrors errors) {
    if (spec.claimRef() != null) {
      errors.forbidden(path.child("claimRef"), NOT_INLINE);
    }
    if (!spec.capacity().isEmpty()) {
      errors.forbidden(path.child("capacity"), NOT_INLINE);
    }
    if (spec.csi() == null) {
      errors.required(path.child("csi"), "has to be specified in the context of inline volumes");
    }
    checkAccessModes(spec, path, errors);
    checkWhatItIs(spec, path, errors);
  }

  private static void checkAccessModes(PersistentVolumeSpec spec, Path path, FieldErrors errors) {
    if (spec.accessModes().isEmpty()) {
      errors.required(path.child("accessModes"));
    }
    for (String mode : spec.accessModes()) {
      if (!PersistentVolumeClaimValidation.ACCESS_MODES.contains(mode)) {
        errors.notSupported(
            path.child("accessModes"), mode, PersistentVolumeClaimValidation.ACCESS_MODES);
      }
    }
  }

  private static void checkWhatItIs(PersistentVolumeSpec spec, Path path, FieldErrors errors) {
    VolumeNodeAffinity affinity = spec.nodeAffinity();
    NodeSelector required = affinity == null ? null : affinity.required();
    if (affinity != null && required == null) {
      errors.required(
          path.child("nodeAffinity").child("required"), "must specify required node constraints");
    } else if (required != null) {
      PlacementValidation.checkNodeSelector(
          required, path.child("nodeAffinity").child("required"), errors);
    }
    checkSources(spec, required != null, path, errors);
    HostPathVolumeSource host = spec.hostPath();
    if (host != null
        && java.nio.file.Path.of(host.path()).normalize().equals(java.nio.file.Path.of("/"))
        && spec.persistentVolumeReclaimPolicy().equals("Recycle")) {
      errors.forbidden(
          path.child("persistentVolumeReclaimPolicy"),
          "may not be 'recycle' for a hostPath mount of '/'");
    }
    if (!spec.storageClassName().isEmpty()) {
      errors.invalid(
          path.child("storageClassName"),
          spec.storageClassName(),
          Formats.dnsSubdomain(spec.storageClassName()));
    }
    PersistentVolumeClaimValidation.checkVolumeMode(
        spec.volumeMode(), path.child("volumeMode"), errors);
    checkAttributesClass(spec, path, errors);
  }

  private static void checkAttributesClass(
      PersistentVolumeSpec spec, Path path, FieldErrors errors) {
    String attributes = spec.volumeAttributesClassName();
    if (attributes == null) {
      return;
    }
    Path at = path.child("volumeAttributesClassName");
    if (attributes.isEmpty()) {
      errors.required(at, "an empty string is disallowed");
    } else {
      errors.invalid(at, attributes, Formats.dnsSubdomain(attributes));
    }
    if (spec.csi() == null) {
      errors.required(
          path.child("csi"), "has to be specified when using volumeAttributesClassName");
    }
  }

  static void checkUpdate(PersistentVolume volume, PersistentVolume old, FieldErrors errors) {
    PersistentVolumeSpec now = volume.spec();
    PersistentVolumeSpec before = old.spec();
    if (!VolumeSources.of(now).equals(VolumeSources.of(before))) {
      errors.forbidden(
          Path.of("spec", "persistentvolumesource"),
          "spec.persistentvolumesource is immutable after creation\n"
              + Differences.text(before, now, VolumeSources.OF_VOLUMES));
    }
    errors.immutable(Path.of("volumeMode"), now.volumeMode(), before.volumeMode());
    if (before.nodeAffinity() != null && !before.nodeAffinity().equals(now.nodeAffinity())) {
      errors.invalid(
          Path.of("nodeAffinity"), FieldErrors.plain(now.nodeAffinity()), "field is immutable");
    }
  }

  private static void checkCapacity(Map<String, Quantity> capacity, Path path, FieldErrors errors) {
    if (capacity.isEmpty()) {
      errors.required(path);
    }
    Quantity storage = capacity.get("storage");
    if (storage == null || capacity.size() > 1) {
      errors.notSupported(path, capacity.isEmpty() ? null : capacity, List.of("storage"));
    }
    capacity.forEach(
        (name, amount) -> {
          ResourceValidation.checkAmount(name, amount, path.key(name), errors);
          if (amount.isZero()) {
            errors.invalid(path.key(name), amount, "must be greater than zero");
          }
        });
  }

  private static void checkSources(
      PersistentVolumeSpec spec, boolean placed, Path path, FieldErrors errors) {
    Map<String, Object> sources = VolumeSources.of(spec);
    if (sources.isEmpty()) {
      errors.required(path, "must specify a volume type");
    }
    boolean first = true;
    for (Map.Entry<String, Object> source : sources.entrySet()) {
      Path at = path.child(source.getKey());
      if (!first) {
        errors.forbidden(at, "may not specify more than 1 volume type");
        continue;
      }
      first = false;
      switch (source.getValue()) {
        case HostPathVolumeSource hostPath -> VolumeValidation.checkHostPath(hostPath, at, errors);
        case NFSVolumeSource nfs -> VolumeValidation.checkNfs(nfs, at, errors);
        case LocalVolumeSource local -> {
          if (local.path().isEmpty()) {
            errors.required(at.child("path"));
          } else {
            VolumeValidation.checkNoStepUp(local.path(), at.child("path"), errors);
          }
          if (!placed) {
            errors.required(path.child("nodeAffinity"), "Local volume requires node affinity");
          }
        }
        default -> NetworkVolumeValidation.check(source.getValue(), at, errors);
      }
    }
  }
}
