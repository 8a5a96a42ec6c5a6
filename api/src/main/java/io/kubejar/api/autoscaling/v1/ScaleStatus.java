package io.kubejar.api.autoscaling.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The number of replicas that exist, and their label selector as text.
///
/// @param replicas Number of instances that have been observed for the scaled object.
/// @param selector Pod selector in query-string form, so clients can find the counted pods.
@ApiType(
    value = "io.k8s.api.autoscaling.v1.ScaleStatus",
    proto = "k8s.io.api.autoscaling.v1.ScaleStatus")
public record ScaleStatus(
    @Field(tag = 1, required = true, always = true, format = "int32") int replicas,
    @Field(tag = 2) String selector)
    implements ScaleStatusBuilder.With {
  /// An empty draft.
  public static ScaleStatusBuilder builder() {
    return new ScaleStatusBuilder();
  }
}
