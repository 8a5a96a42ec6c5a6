package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// A mark on a node that repels pods which do not tolerate it. The effect is `NoSchedule`,
/// `PreferNoSchedule` or `NoExecute`.
///
/// @param key Label-like key that identifies the taint, optionally with a domain prefix.
/// @param value Value belonging to the key, which may well be empty.
/// @param effect What happens to pods not tolerating it: `NoSchedule`, `PreferNoSchedule` or
///   `NoExecute`, which also evicts.
/// @param timeAdded When the taint was put on the node; used to time evictions.
@ApiType(value = "io.k8s.api.core.v1.Taint", proto = "k8s.io.api.core.v1.Taint")
public record Taint(
    @Field(tag = 1, required = true, always = true) String key,
    @Field(tag = 2) String value,
    @Field(
            tag = 3,
            required = true,
            always = true,
            oneOf = {"NoExecute", "NoSchedule", "PreferNoSchedule"})
        String effect,
    @Field(tag = 4) @Nullable Time timeAdded)
    implements TaintBuilder.With {
  /// An empty draft.
  public static TaintBuilder builder() {
    return new TaintBuilder();
  }
}
