package io.kubejar.api.authorization.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A question whether the caller may do something; nothing is stored.
///
/// @param metadata Standard object metadata; of little use because the object is never stored.
/// @param spec The access in question, always judged for the caller; exactly one attribute set is
///   required.
/// @param status Filled by the server with the decision whether access is allowed.
@ApiType(
    value = "io.k8s.api.authorization.v1.SelfSubjectAccessReview",
    proto = "k8s.io.api.authorization.v1.SelfSubjectAccessReview",
    group = "authorization.k8s.io",
    version = "v1",
    kind = "SelfSubjectAccessReview")
public record SelfSubjectAccessReview(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) SelfSubjectAccessReviewSpec spec,
    @Field(tag = 3) SubjectAccessReviewStatus status)
    implements ApiObject, SelfSubjectAccessReviewBuilder.With {
  /// An empty draft.
  public static SelfSubjectAccessReviewBuilder builder() {
    return new SelfSubjectAccessReviewBuilder();
  }
}
