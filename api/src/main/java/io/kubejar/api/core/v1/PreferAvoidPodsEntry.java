package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One class of pods a node would rather not receive, with the time and reason the entry was made.
///
/// @param podSignature Identifies the kind of pods to be kept off the node.
/// @param evictionTime When this entry was added to the list.
/// @param reason Short machine-readable cause for which the entry was added.
/// @param message Explanation for people of why the entry was added.
@ApiType(
    value = "io.k8s.api.core.v1.PreferAvoidPodsEntry",
    proto = "k8s.io.api.core.v1.PreferAvoidPodsEntry")
public record PreferAvoidPodsEntry(
    @Field(tag = 1, required = true, always = true) PodSignature podSignature,
    @Field(tag = 2, always = true) @Nullable Time evictionTime,
    @Field(tag = 3) String reason,
    @Field(tag = 4) String message)
    implements PreferAvoidPodsEntryBuilder.With {
  /// An empty draft.
  public static PreferAvoidPodsEntryBuilder builder() {
    return new PreferAvoidPodsEntryBuilder();
  }
}
