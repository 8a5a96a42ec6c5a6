package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The kind of a priority level, `Limited` or `Exempt`, with the settings of that kind.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationSpec",
    proto = "k8s.io.api.flowcontrol.v1.PriorityLevelConfigurationSpec")
public record PriorityLevelConfigurationSpec(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"Exempt", "Limited"})
        String type,
    @Field(tag = 2) @Nullable LimitedPriorityLevelConfiguration limited,
    @Field(tag = 3) @Nullable ExemptPriorityLevelConfiguration exempt)
    implements PriorityLevelConfigurationSpecBuilder.With {
  /// An empty draft.
  public static PriorityLevelConfigurationSpecBuilder builder() {
    return new PriorityLevelConfigurationSpecBuilder();
  }
}
