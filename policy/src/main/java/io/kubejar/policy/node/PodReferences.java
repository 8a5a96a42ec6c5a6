package io.kubejar.policy.node;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.EnvFromSource;
import io.kubejar.api.core.v1.EnvVar;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.core.v1.VolumeProjection;
import java.util.List;

/// What a pod makes its node read.
final class PodReferences {
  private PodReferences() {}

  static boolean secret(Pod pod, String name) {
    PodSpec spec = pod.spec();
    if (spec.imagePullSecrets().stream().anyMatch(each -> each.name().equals(name))) {
      return true;
    }
    for (Volume volume : spec.volumes()) {
      if (secretOf(volume, name)) {
        return true;
      }
    }
    return environment(
        spec,
        from -> from.secretRef() != null && from.secretRef().name().equals(name),
        variable ->
            variable.valueFrom() != null
                && variable.valueFrom().secretKeyRef() != null
                && variable.valueFrom().secretKeyRef().name().equals(name));
  }

  static boolean configMap(Pod pod, String name) {
    PodSpec spec = pod.spec();
    for (Volume volume : spec.volumes()) {
      if (volume.configMap() != null && volume.configMap().name().equals(name)) {
        return true;
      }
      if (volume.projected() != null) {
        for (VolumeProjection source : volume.projected().sources()) {
          if (source.configMap() != null && source.configMap().name().equals(name)) {
            return true;
          }
        }
      }
    }
    return environment(
        spec,
        from -> from.configMapRef() != null && from.configMapRef().name().equals(name),
        variable ->
            variable.valueFrom() != null
                && variable.valueFrom().configMapKeyRef() != null
                && variable.valueFrom().configMapKeyRef().name().equals(name));
  }

  static boolean claim(Pod pod, String name) {
    for (Volume volume : pod.spec().volumes()) {
      if (volume.persistentVolumeClaim() != null
          && volume.persistentVolumeClaim().claimName().equals(name)) {
        return true;
      }
      if (volume.ephemeral() != null
          && (pod.metadata().name() + "-" + volume.name()).equals(name)) {
        return true;
      }
    }
    return false;
  }

  static boolean resourceClaim(Pod pod, String name) {
    return pod.spec().resourceClaims().stream()
            .anyMatch(claim -> name.equals(claim.resourceClaimName()))
        || pod.status().resourceClaimStatuses().stream()
            .anyMatch(status -> name.equals(status.resourceClaimName()));
  }

  private static boolean secretOf(Volume volume, String name) {
    if (volume.secret() != null && name.equals(volume.secret().secretName())) {
      return true;
    }
    if (volume.csi() != null
        && volume.csi().nodePublishSecretRef() != null
        && volume.csi().nodePublishSecretRef().name().equals(name)) {
      return true;
    }
    if (volume.projected() != null) {
      for (VolumeProjection source : volume.projected().sources()) {
        if (source.secret() != null && source.secret().name().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private interface Matches<T> {
    boolean test(T value);
  }

  private static boolean environment(
      PodSpec spec, Matches<EnvFromSource> sources, Matches<EnvVar> variables) {
    for (List<Container> containers : List.of(spec.initContainers(), spec.containers())) {
      for (Container container : containers) {
        if (any(container.envFrom(), sources) || any(container.env(), variables)) {
          return true;
        }
      }
    }
    for (EphemeralContainer container : spec.ephemeralContainers()) {
      if (any(container.envFrom(), sources) || any(container.env(), variables)) {
        return true;
      }
    }
    return false;
  }

  private static <T> boolean any(List<T> values, Matches<T> matches) {
    for (T value : values) {
      if (matches.test(value)) {
        return true;
      }
    }
    return false;
  }
}
