package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a namespace, mostly what still hinders its deletion.
///
/// @param type Aspect of the deletion, for example `NamespaceContentRemaining` or
///   `NamespaceFinalizersRemaining`.
/// @param status Whether the condition holds: `True`, `False` or `Unknown`.
/// @param lastTransitionTime When the status of this condition last switched to another value.
/// @param reason CamelCase word telling programs why the condition last changed.
/// @param message Explanation of the most recent change, meant for people.
@ApiType(
    value = "io.k8s.api.core.v1.NamespaceCondition",
    proto = "k8s.io.api.core.v1.NamespaceCondition")
public record NamespaceCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {
              "NamespaceContentRemaining",
              "NamespaceDeletionContentFailure",
              "NamespaceDeletionDiscoveryFailure",
              "NamespaceDeletionGroupVersionParsingFailure",
              "NamespaceFinalizersRemaining"
            })
        String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 4, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 5) String reason,
    @Field(tag = 6) String message)
    implements NamespaceConditionBuilder.With {
  /// An empty draft.
  public static NamespaceConditionBuilder builder() {
    return new NamespaceConditionBuilder();
  }
}
