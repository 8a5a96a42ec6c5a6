package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The name of a priority level.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationReference",
    proto = "k8s.io.api.flowcontrol.v1.PriorityLevelConfigurationReference")
public record PriorityLevelConfigurationReference(
    @Field(tag = 1, required = true, always = true) String name)
    implements PriorityLevelConfigurationReferenceBuilder.With {
  /// An empty draft.
  public static PriorityLevelConfigurationReferenceBuilder builder() {
    return new PriorityLevelConfigurationReferenceBuilder();
  }
}
