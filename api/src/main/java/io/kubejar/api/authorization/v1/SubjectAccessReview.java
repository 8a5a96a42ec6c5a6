package io.kubejar.api.authorization.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A question whether a given user or group may do something; nothing is stored.
///
/// @param metadata Standard object metadata; of little use because the object is never stored.
/// @param spec The access in question and the user it is asked for.
/// @param status Filled by the server with the decision whether access is allowed.
@ApiType(
    value = "io.k8s.api.authorization.v1.SubjectAccessReview",
    proto = "k8s.io.api.authorization.v1.SubjectAccessReview",
    group = "authorization.k8s.io",
    version = "v1",
    kind = "SubjectAccessReview")
public record SubjectAccessReview(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) SubjectAccessReviewSpec spec,
    @Field(tag = 3) SubjectAccessReviewStatus status)
    implements ApiObject, SubjectAccessReviewBuilder.With {
  /// An empty draft.
  public static SubjectAccessReviewBuilder builder() {
    return new SubjectAccessReviewBuilder();
  }
}
