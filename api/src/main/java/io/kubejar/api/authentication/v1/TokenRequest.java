package io.kubejar.api.authentication.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A request for a service account token; the token is returned in the status and nothing is
/// stored.
///
/// @param metadata Standard object metadata; of little use because the object is never stored.
/// @param spec Audience, lifetime and binding that the new token should have.
/// @param status Filled by the server with the issued token and its expiry.
@ApiType(
    value = "io.k8s.api.authentication.v1.TokenRequest",
    proto = "k8s.io.api.authentication.v1.TokenRequest",
    group = "authentication.k8s.io",
    version = "v1",
    kind = "TokenRequest")
public record TokenRequest(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, always = true) TokenRequestSpec spec,
    @Field(tag = 3) TokenRequestStatus status)
    implements ApiObject, TokenRequestBuilder.With {
  /// An empty draft.
  public static TokenRequestBuilder builder() {
    return new TokenRequestBuilder();
  }
}
