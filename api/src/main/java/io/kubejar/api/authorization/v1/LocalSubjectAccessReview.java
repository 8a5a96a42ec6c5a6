package io.kubejar.api.authorization.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A question whether a user may do something in one namespace; the namespace of the object and of
/// the question are the same.
///
/// @param metadata Standard object metadata; of little use because the object is never stored.
/// @param spec The access in question; its namespace must equal the one of the request.
/// @param status Filled by the server with the decision whether access is allowed.
@ApiType(
    value = "io.k8s.api.authorization.v1.LocalSubjectAccessReview",
    proto = "k8s.io.api.authorization.v1.LocalSubjectAccessReview",
    group = "authorization.k8s.io",
    version = "v1",
    kind = "LocalSubjectAccessReview")
public record LocalSubjectAccessReview(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) SubjectAccessReviewSpec spec,
    @Field(tag = 3) SubjectAccessReviewStatus status)
    implements ApiObject, LocalSubjectAccessReviewBuilder.With {
  /// An empty draft.
  public static LocalSubjectAccessReviewBuilder builder() {
    return new LocalSubjectAccessReviewBuilder();
  }
}
