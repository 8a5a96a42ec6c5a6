package io.kubejar.api.scheduling.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A named pod priority: a 32-bit integer, higher being more important, and whether it may displace
/// other pods.
///
/// @param metadata Standard object metadata; pods refer to this class by its name.
/// @param value Priority given to pods of the class; user classes are limited to one billion.
/// @param globalDefault True makes this the priority of pods naming no class; only one class may be
///   so.
/// @param description Free text that says when the class should be chosen.
/// @param preemptionPolicy Whether pods may displace lower-priority ones: `PreemptLowerPriority`
///   (default) or `Never`.
@ApiType(
    value = "io.k8s.api.scheduling.v1.PriorityClass",
    proto = "k8s.io.api.scheduling.v1.PriorityClass",
    group = "scheduling.k8s.io",
    version = "v1",
    kind = "PriorityClass")
public record PriorityClass(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, always = true, format = "int32") int value,
    @Field(tag = 3) boolean globalDefault,
    @Field(tag = 4) String description,
    @Field(
            tag = 5,
            oneOf = {"Never", "PreemptLowerPriority"})
        @Nullable String preemptionPolicy)
    implements ApiObject, PriorityClassBuilder.With {
  /// An empty draft.
  public static PriorityClassBuilder builder() {
    return new PriorityClassBuilder();
  }
}
