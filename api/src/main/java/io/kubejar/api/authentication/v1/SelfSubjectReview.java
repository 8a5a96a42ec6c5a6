package io.kubejar.api.authentication.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A question about who the caller is; the answer is in the status and nothing is stored.
///
/// @param metadata Standard object metadata; of little use because the object is never stored.
/// @param status Filled by the server with the identity of whoever sent the request.
@ApiType(
    value = "io.k8s.api.authentication.v1.SelfSubjectReview",
    proto = "k8s.io.api.authentication.v1.SelfSubjectReview",
    group = "authentication.k8s.io",
    version = "v1",
    kind = "SelfSubjectReview")
public record SelfSubjectReview(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) SelfSubjectReviewStatus status)
    implements ApiObject, SelfSubjectReviewBuilder.With {
  /// An empty draft.
  public static SelfSubjectReviewBuilder builder() {
    return new SelfSubjectReviewBuilder();
  }
}
