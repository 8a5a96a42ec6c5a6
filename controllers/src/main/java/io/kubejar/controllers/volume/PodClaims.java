package io.kubejar.controllers.volume;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.client.Key;
import java.util.ArrayList;
import java.util.List;

/// The claims that a pod's volumes use.
final class PodClaims {
  private PodClaims() {}

  static List<Key> of(Pod pod) {
    List<Key> keys = new ArrayList<>();
    String namespace = pod.metadata().namespace();
    for (Volume volume : pod.spec().volumes()) {
      if (volume.persistentVolumeClaim() != null) {
        keys.add(new Key(namespace, volume.persistentVolumeClaim().claimName()));
      } else if (volume.ephemeral() != null) {
        keys.add(new Key(namespace, ephemeral(pod, volume)));
      }
    }
    return keys;
  }

  /// The name of the claim of an ephemeral volume.
  static String ephemeral(Pod pod, Volume volume) {
    return pod.metadata().name() + "-" + volume.name();
  }
}
