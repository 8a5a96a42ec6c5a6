package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The number of replicas wanted.
///
/// @param replicas Number of instances wanted for the scaled object; 0 when absent.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.ScaleSpec",
    proto = "k8s.io.api.autoscaling.v1.ScaleSpec")
public record ScaleSpec(@Field(tag = 1, format = "int32", byDefault = "0") int replicas)
    implements ScaleSpecBuilder.With {
  /// An empty draft.
  public static ScaleSpecBuilder builder() {
    return new ScaleSpecBuilder();
  }
}
