package io.kubejar.api.authorization.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A question about everything the caller may do in a namespace. The answer may be incomplete and
/// is meant for display.
///
/// @param metadata Standard object metadata; of little use because the object is never stored.
/// @param spec Namespace for which the caller's permissions should be listed.
/// @param status Filled by the server with the permissions it could determine.
@ApiType(
    value = "io.k8s.api.authorization.v1.SelfSubjectRulesReview",
    proto = "k8s.io.api.authorization.v1.SelfSubjectRulesReview",
    group = "authorization.k8s.io",
    version = "v1",
    kind = "SelfSubjectRulesReview")
public record SelfSubjectRulesReview(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) SelfSubjectRulesReviewSpec spec,
    @Field(tag = 3) SubjectRulesReviewStatus status)
    implements ApiObject, SelfSubjectRulesReviewBuilder.With {
  /// An empty draft.
  public static SelfSubjectRulesReviewBuilder builder() {
    return new SelfSubjectRulesReviewBuilder();
  }
}
