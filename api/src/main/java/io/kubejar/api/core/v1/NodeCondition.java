package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a node, such as `Ready` or `MemoryPressure`, with the times of the last
/// report and the last change.
///
/// @param type Aspect that is described, such as `Ready`, `DiskPressure`, `MemoryPressure`,
///   `PIDPressure` or `NetworkUnavailable`.
/// @param status Whether the condition holds: `True`, `False` or `Unknown`.
/// @param lastHeartbeatTime When the node last reported this condition, even without a change.
/// @param lastTransitionTime When the status of this condition last switched to another value.
/// @param reason CamelCase word telling programs why the condition last changed.
/// @param message Explanation of the most recent change, meant for people.
@ApiType(value = "io.k8s.api.core.v1.NodeCondition", proto = "k8s.io.api.core.v1.NodeCondition")
public record NodeCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {
              "DiskPressure",
              "MemoryPressure",
              "NetworkUnavailable",
              "PIDPressure",
              "Ready"
            })
        String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastHeartbeatTime,
    @Field(tag = 4, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 5) String reason,
    @Field(tag = 6) String message)
    implements NodeConditionBuilder.With {
  /// An empty draft.
  public static NodeConditionBuilder builder() {
    return new NodeConditionBuilder();
  }
}
