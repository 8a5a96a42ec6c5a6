package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Rules that declare an indexed job successful before all its indexes are.
///
/// @param rules Rules of which one match suffices; tried in order, between 1 and 20.
@ApiType(value = "io.k8s.api.batch.v1.SuccessPolicy", proto = "k8s.io.api.batch.v1.SuccessPolicy")
public record SuccessPolicy(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC)
        List<SuccessPolicyRule> rules)
    implements SuccessPolicyBuilder.With {
  public SuccessPolicy {
    rules = List.copyOf(rules);
  }

  /// An empty draft.
  public static SuccessPolicyBuilder builder() {
    return new SuccessPolicyBuilder();
  }
}
