package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a pod, such as `PodScheduled` or `Ready`, with the time of its last
/// change.
///
/// @param type Aspect that is described, such as `PodScheduled`, `Initialized`, `ContainersReady`
///   or `Ready`; custom ones are allowed.
/// @param observedGeneration Generation of the pod's metadata on which this condition is based.
/// @param status Whether the condition holds: `True`, `False` or `Unknown`.
/// @param lastProbeTime When this condition was last checked, whether or not it changed.
/// @param lastTransitionTime When the status of this condition last switched to another value.
/// @param reason Single CamelCase word telling programs why the condition last changed.
/// @param message Explanation of the most recent change, meant for people.
@ApiType(value = "io.k8s.api.core.v1.PodCondition", proto = "k8s.io.api.core.v1.PodCondition")
public record PodCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {
              "AllContainersRestarting",
              "ContainersReady",
              "DisruptionTarget",
              "Initialized",
              "PodReadyToStartContainers",
              "PodResizeInProgress",
              "PodResizePending",
              "PodScheduled",
              "Ready"
            })
        String type,
    @Field(tag = 7, format = "int64") long observedGeneration,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastProbeTime,
    @Field(tag = 4, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 5) String reason,
    @Field(tag = 6) String message)
    implements PodConditionBuilder.With {
  /// An empty draft.
  public static PodConditionBuilder builder() {
    return new PodConditionBuilder();
  }
}
