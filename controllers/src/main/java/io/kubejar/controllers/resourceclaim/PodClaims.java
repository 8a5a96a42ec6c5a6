package io.kubejar.controllers.resourceclaim;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodResourceClaim;
import io.kubejar.api.core.v1.PodResourceClaimStatus;
import io.kubejar.client.Key;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which claims stand behind a pod's entries.
final class PodClaims {
  private PodClaims() {}

  /// The name of an entry's claim; null when none has been made for it, and empty when none is
  /// needed.
  static @Nullable String name(Pod pod, PodResourceClaim entry) {
    if (entry.resourceClaimName() != null) {
      return entry.resourceClaimName();
    }
    for (PodResourceClaimStatus status : pod.status().resourceClaimStatuses()) {
      if (status.name().equals(entry.name())) {
        return Objects.requireNonNullElse(status.resourceClaimName(), "");
      }
    }
    return null;
  }

  /// The claims a pod uses, as far as they are known.
  static List<Key> of(Pod pod) {
    return pod.spec().resourceClaims().stream()
        .flatMap(entry -> Stream.ofNullable(name(pod, entry)))
        .filter(name -> !name.isEmpty())
        .map(name -> new Key(pod.metadata().namespace(), name))
        .toList();
  }
}
