package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The number of queues, how many are dealt to each flow, and the length limit of each, for shuffle
/// sharding.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.QueuingConfiguration",
    proto = "k8s.io.api.flowcontrol.v1.QueuingConfiguration")
public record QueuingConfiguration(
    @Field(tag = 1, always = true, format = "int32") int queues,
    @Field(tag = 2, always = true, format = "int32") int handSize,
    @Field(tag = 3, always = true, format = "int32") int queueLengthLimit)
    implements QueuingConfigurationBuilder.With {
  /// An empty draft.
  public static QueuingConfigurationBuilder builder() {
    return new QueuingConfigurationBuilder();
  }
}
