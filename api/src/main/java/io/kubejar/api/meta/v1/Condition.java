package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The common form of an observed aspect of an object: type, status, reason, message, the
/// generation seen and the time of the last change.
///
/// @param type CamelCase name of the aspect being reported, unique within the list; may carry a
///   domain prefix.
/// @param status Outcome of the observation, one of `True`, `False` or `Unknown`.
/// @param observedGeneration Value of `metadata.generation` that this condition was computed from;
///   older means outdated.
/// @param lastTransitionTime Moment at which the status last flipped from one value to another.
/// @param reason Single CamelCase word, never empty, that programs can match to learn the cause.
/// @param message Free text for people explaining the latest change; may be empty, at most 32768
///   characters.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.Condition",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.Condition")
public record Condition(
    @Field(tag = 1, required = true, always = true) String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, format = "int64") long observedGeneration,
    @Field(tag = 4, required = true, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 5, required = true, always = true) String reason,
    @Field(tag = 6, required = true, always = true) String message)
    implements ConditionBuilder.With {
  /// An empty draft.
  public static ConditionBuilder builder() {
    return new ConditionBuilder();
  }
}
