package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A pod's permission to be on nodes with a matching taint, and for `NoExecute` optionally for how
/// many seconds.
///
/// @param key Taint key to be tolerated; empty, together with `Exists`, covers all keys.
/// @param operator Comparison with the taint's value: `Equal` (default), `Exists`, or numerically
///   `Lt` and `Gt`.
/// @param value Value the taint is compared with; must be empty for `Exists`.
/// @param effect Taint effect to be tolerated: `NoSchedule`, `PreferNoSchedule` or `NoExecute`;
///   empty covers all.
/// @param tolerationSeconds Seconds to stay after a `NoExecute` taint appears; unset means forever,
///   zero or less evicts at once.
@ApiType(value = "io.k8s.api.core.v1.Toleration", proto = "k8s.io.api.core.v1.Toleration")
public record Toleration(
    @Field(tag = 1) String key,
    @Field(
            tag = 2,
            oneOf = {"Equal", "Exists", "Gt", "Lt"})
        String operator,
    @Field(tag = 3) String value,
    @Field(
            tag = 4,
            oneOf = {"NoExecute", "NoSchedule", "PreferNoSchedule"})
        String effect,
    @Field(tag = 5, format = "int64") @Nullable Long tolerationSeconds)
    implements TolerationBuilder.With {
  /// An empty draft.
  public static TolerationBuilder builder() {
    return new TolerationBuilder();
  }
}
