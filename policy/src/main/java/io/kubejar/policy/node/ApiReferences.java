package io.kubejar.policy.node;

import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.core.v1.VolumeProjection;
import org.jspecify.annotations.Nullable;

/// Which objects of the API a pod needs, by the name that refusals give them.
final class ApiReferences {
  private ApiReferences() {}

  /// The first sort of objects that the pod needs; null when it needs none.
  static @Nullable String first(PodSpec spec) {
    if (!spec.serviceAccountName().isEmpty()) {
      return "serviceaccounts";
    }
    if (PodReferences.anySecret(spec)) {
      return "secrets";
    }
    if (PodReferences.anyConfigMap(spec)) {
      return "configmaps";
    }
    if (!spec.resourceClaims().isEmpty()) {
      return "resourceclaims";
    }
    for (Volume volume : spec.volumes()) {
      String needed = needed(volume);
      if (needed != null) {
        return needed;
      }
    }
    return null;
  }

  private static @Nullable String needed(Volume volume) {
    if (volume.csi() != null) {
      return "csidrivers (via CSI volumes)";
    }
    if (volume.glusterfs() != null) {
      return "endpoints (via glusterFS volumes)";
    }
    if (volume.persistentVolumeClaim() != null) {
      return "persistentvolumeclaims";
    }
    if (volume.ephemeral() != null) {
      return "persistentvolumeclaims (via ephemeral volumes)";
    }
    if (volume.projected() != null) {
      for (VolumeProjection source : volume.projected().sources()) {
        if (source.serviceAccountToken() != null) {
          return "serviceaccounts (via projected volumes)";
        }
        if (source.clusterTrustBundle() != null) {
          return "clustertrustbundles";
        }
        if (source.podCertificate() != null) {
          return "podcertificates";
        }
      }
    }
    return null;
  }
}
