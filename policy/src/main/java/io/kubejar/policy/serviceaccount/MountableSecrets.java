package io.kubejar.policy.serviceaccount;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.EnvFromSource;
import io.kubejar.api.core.v1.EnvVar;
import io.kubejar.api.core.v1.EnvVarSource;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.LocalObjectReference;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.core.v1.Volume;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The secrets that pods of an account may use, where its annotation asks to hold them to its list.
///
/// @param account the account's name
/// @param secrets which may be mounted or be in the environment
/// @param pullSecrets which may be used for pulling images
record MountableSecrets(String account, Set<String> secrets, Set<String> pullSecrets) {
  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

  /// The list to be kept to, or null where none has to be.
  static @Nullable MountableSecrets of(ServiceAccount account) {
    String asked = account.metadata().annotations().get(ServiceAccountKind.ENFORCE_MOUNTABLE);
    if (asked == null || !TRUE.contains(asked)) {
      return null;
    }
    return new MountableSecrets(
        account.metadata().name(),
        account.secrets().stream().map(ObjectReference::name).collect(Collectors.toSet()),
        account.imagePullSecrets().stream()
            .map(LocalObjectReference::name)
            .collect(Collectors.toSet()));
  }

  /// The first secret of a new pod that it may not use, as a message; null when there is none.
  @Nullable String breach(PodSpec spec) {
    for (Volume volume : spec.volumes()) {
      if (volume.secret() != null && !secrets.contains(volume.secret().secretName())) {
        return refused("volume with secret.secretName=\"%s\"", volume.secret().secretName());
      }
    }
    for (Container container : spec.initContainers()) {
      String breach = breach("init container " + container.name(), container);
      if (breach != null) {
        return breach;
      }
    }
    for (Container container : spec.containers()) {
      String breach = breach("container " + container.name(), container);
      if (breach != null) {
        return breach;
      }
    }
    for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
      String name = spec.imagePullSecrets().get(i).name();
      if (!pullSecrets.contains(name)) {
        return "imagePullSecrets[%d].name=\"%s\" is not allowed because service account %s does not reference that imagePullSecret"
            .formatted(i, name, account);
      }
    }
    return null;
  }

  private @Nullable String breach(String who, Container container) {
    return breach(who, container.env(), container.envFrom());
  }

  /// The same for the ephemeral containers of a pod.
  @Nullable String breachOfEphemeral(PodSpec spec) {
    for (EphemeralContainer container : spec.ephemeralContainers()) {
      String who = "ephemeral container " + container.name();
      String breach = breach(who, container.env(), container.envFrom());
      if (breach != null) {
        return breach;
      }
    }
    return null;
  }

  private @Nullable String breach(String who, List<EnvVar> env, List<EnvFromSource> sources) {
    for (EnvVar variable : env) {
      EnvVarSource source = variable.valueFrom();
      if (source != null
          && source.secretKeyRef() != null
          && !secrets.contains(source.secretKeyRef().name())) {
        return refused(
            who + " with envVar " + variable.name() + " referencing secret.secretName=\"%s\"",
            source.secretKeyRef().name());
      }
    }
    for (EnvFromSource source : sources) {
      if (source.secretRef() != null && !secrets.contains(source.secretRef().name())) {
        return refused(
            who + " with envFrom referencing secret.secretName=\"%s\"", source.secretRef().name());
      }
    }
    return null;
  }

  private String refused(String use, String secret) {
    return use.replace("%s", secret)
        + " is not allowed because service account "
        + account
        + " does not reference that secret";
  }
}
