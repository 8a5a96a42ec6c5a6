package io.kubejar.api.authentication.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A question whether a bearer token is valid and whose it is; nothing is stored.
///
/// @param metadata Standard object metadata; of little use because the object is never stored.
/// @param spec The token to check, with the audiences the asker identifies as.
/// @param status Filled by the server with the verdict and the user found.
@ApiType(
    value = "io.k8s.api.authentication.v1.TokenReview",
    proto = "k8s.io.api.authentication.v1.TokenReview",
    group = "authentication.k8s.io",
    version = "v1",
    kind = "TokenReview")
public record TokenReview(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) TokenReviewSpec spec,
    @Field(tag = 3) TokenReviewStatus status)
    implements ApiObject, TokenReviewBuilder.With {
  /// An empty draft.
  public static TokenReviewBuilder builder() {
    return new TokenReviewBuilder();
  }
}
