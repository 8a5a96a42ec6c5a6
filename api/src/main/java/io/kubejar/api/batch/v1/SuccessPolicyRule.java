package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The indexes, or the number of them, that must succeed. Indexes are written as text such as
/// `1,3-5`.
///
/// @param succeededIndexes Set of indexes that have to succeed, as numbers and ranges like `1,3-5`.
/// @param succeededCount How many indexes must succeed, counted within `succeededIndexes` if that
///   is given.
@ApiType(
    value = "io.k8s.api.batch.v1.SuccessPolicyRule",
    proto = "k8s.io.api.batch.v1.SuccessPolicyRule")
public record SuccessPolicyRule(
    @Field(tag = 1) @Nullable String succeededIndexes,
    @Field(tag = 2, format = "int32") @Nullable Integer succeededCount)
    implements SuccessPolicyRuleBuilder.With {
  /// An empty draft.
  public static SuccessPolicyRuleBuilder builder() {
    return new SuccessPolicyRuleBuilder();
  }
}
