package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Ordered rules on what a failed pod means for its job; the first that matches decides.
///
/// @param rules Rules tried in order, first match wins; at most 20. Unmatched failures count
///   towards `backoffLimit`.
@ApiType(
    value = "io.k8s.api.batch.v1.PodFailurePolicy",
    proto = "k8s.io.api.batch.v1.PodFailurePolicy")
public record PodFailurePolicy(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC)
        List<PodFailurePolicyRule> rules)
    implements PodFailurePolicyBuilder.With {
  public PodFailurePolicy {
    rules = List.copyOf(rules);
  }

  /// An empty draft.
  public static PodFailurePolicyBuilder builder() {
    return new PodFailurePolicyBuilder();
  }
}
