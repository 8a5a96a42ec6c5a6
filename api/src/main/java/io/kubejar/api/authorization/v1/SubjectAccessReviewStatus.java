package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The decision: allowed, explicitly denied, or neither, with a reason and any evaluation error.
///
/// @param allowed True exactly when some authorizer would let the action happen.
/// @param denied True if an authorizer objected explicitly; false together with not allowed means
///   no opinion.
/// @param reason Optional explanation of why the action was allowed or refused.
/// @param evaluationError Problem met while deciding; the decision may nevertheless be valid.
@ApiType(
    value = "io.k8s.api.authorization.v1.SubjectAccessReviewStatus",
    proto = "k8s.io.api.authorization.v1.SubjectAccessReviewStatus")
public record SubjectAccessReviewStatus(
    @Field(tag = 1, required = true, always = true) boolean allowed,
    @Field(tag = 4) boolean denied,
    @Field(tag = 2) String reason,
    @Field(tag = 3) String evaluationError)
    implements SubjectAccessReviewStatusBuilder.With {
  /// An empty draft.
  public static SubjectAccessReviewStatusBuilder builder() {
    return new SubjectAccessReviewStatusBuilder();
  }
}
