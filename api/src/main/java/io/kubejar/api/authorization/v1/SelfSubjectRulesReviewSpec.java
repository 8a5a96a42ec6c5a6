package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The namespace asked about.
///
/// @param namespace Namespace in which to evaluate the caller's rules; must be given.
@ApiType(
    value = "io.k8s.api.authorization.v1.SelfSubjectRulesReviewSpec",
    proto = "k8s.io.api.authorization.v1.SelfSubjectRulesReviewSpec")
public record SelfSubjectRulesReviewSpec(@Field(tag = 1) String namespace)
    implements SelfSubjectRulesReviewSpecBuilder.With {
  /// An empty draft.
  public static SelfSubjectRulesReviewSpecBuilder builder() {
    return new SelfSubjectRulesReviewSpecBuilder();
  }
}
