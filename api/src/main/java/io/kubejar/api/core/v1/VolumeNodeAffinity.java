package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The nodes from which a persistent volume can be reached.
///
/// @param required Conditions that a node has to meet to be able to reach the volume.
@ApiType(
    value = "io.k8s.api.core.v1.VolumeNodeAffinity",
    proto = "k8s.io.api.core.v1.VolumeNodeAffinity")
public record VolumeNodeAffinity(@Field(tag = 1) @Nullable NodeSelector required)
    implements VolumeNodeAffinityBuilder.With {
  /// An empty draft.
  public static VolumeNodeAffinityBuilder builder() {
    return new VolumeNodeAffinityBuilder();
  }
}
