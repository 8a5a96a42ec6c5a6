package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A Flocker dataset, given by name or UUID. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.FlockerVolumeSource",
    proto = "k8s.io.api.core.v1.FlockerVolumeSource")
public record FlockerVolumeSource(
    @Field(tag = 1) String datasetName, @Field(tag = 2) String datasetUUID)
    implements FlockerVolumeSourceBuilder.With {
  /// An empty draft.
  public static FlockerVolumeSourceBuilder builder() {
    return new FlockerVolumeSourceBuilder();
  }
}
