package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a flow schema, such as `Dangling` when its priority level is missing.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.FlowSchemaCondition",
    proto = "k8s.io.api.flowcontrol.v1.FlowSchemaCondition")
public record FlowSchemaCondition(
    @Field(tag = 1) String type,
    @Field(
            tag = 2,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 4) String reason,
    @Field(tag = 5) String message)
    implements FlowSchemaConditionBuilder.With {
  /// An empty draft.
  public static FlowSchemaConditionBuilder builder() {
    return new FlowSchemaConditionBuilder();
  }
}
