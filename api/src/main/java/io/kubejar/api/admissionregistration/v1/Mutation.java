package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One change made by a mutating policy, as an apply configuration or as a JSON Patch.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.Mutation",
    proto = "k8s.io.api.admissionregistration.v1.Mutation")
public record Mutation(
    @Field(
            tag = 2,
            required = true,
            always = true,
            oneOf = {"ApplyConfiguration", "JSONPatch"})
        String patchType,
    @Field(tag = 3) @Nullable ApplyConfiguration applyConfiguration,
    @Field(tag = 4) @Nullable JSONPatch jsonPatch)
    implements MutationBuilder.With {
  /// An empty draft.
  public static MutationBuilder builder() {
    return new MutationBuilder();
  }
}
