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
import org.jspecify.annotations.Nullable;

/// What a pod makes its node read.
final class PodReferences {
  private PodReferences() {}

  static boolean secret(Pod pod, String name) {
    return secret(pod.spec(), name::equals);
  }

  static boolean anySecret(PodSpec spec) {
    return secret(spec, _ -> true);
  }

  private static boolean secret(PodSpec spec, Matches<@Nullable String> name) {
    if (spec.imagePullSecrets().stream().anyMatch(each -> name.test(each.name()))) {
      return true;
    }
    for (Volume volume : spec.volumes()) {
      if (secretOf(volume, name)) {
        return true;
      }
    }
    return environment(
        spec,
        from -> from.secretRef() != null && name.test(from.secretRef().name()),
        variable ->
            variable.valueFrom() != null
                && variable.valueFrom().secretKeyRef() != null
                && name.test(variable.valueFrom().secretKeyRef().name()));
  }

  static boolean configMap(Pod pod, String name) {
    return configMap(pod.spec(), name::equals);
  }

  static boolean anyConfigMap(PodSpec spec) {
    return configMap(spec, _ -> true);
  }

  private static boolean configMap(PodSpec spec, Matches<@Nullable String> name) {
    for (Volume volume : spec.volumes()) {
      if (volume.configMap() != null && name.test(volume.configMap().name())) {
        return true;
      }
      if (volume.projected() != null) {
        for (VolumeProjection source : volume.projected().sources()) {
          if (source.configMap() != null && name.test(source.configMap().name())) {
            return true;
          }
        }
      }
    }
    return environment(
        spec,
        from -> from.configMapRef() != null && name.test(from.configMapRef().name()),
        variable ->
            variable.valueFrom() != null
                && variable.valueFrom().configMapKeyRef() != null
                && name.test(variable.valueFrom().configMapKeyRef().name()));
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

  private static boolean secretOf(Volume volume, Matches<@Nullable String> name) {
    if (volume.secret() != null && name.test(volume.secret().secretName())) {
      return true;
    }
    if (volume.csi() != null
        && volume.csi().nodePublishSecretRef() != null
        && name.test(volume.csi().nodePublishSecretRef().name())) {
      return true;
    }
    if (volume.projected() != null) {
      for (VolumeProjection source : volume.projected().sources()) {
        if (source.secret() != null && name.test(source.secret().name())) {
          return true;
        }
      }
    }
    return false;
  }

  private interface Matches<T extends @Nullable Object> {
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
