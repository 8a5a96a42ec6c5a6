package io.kubejar.api.storage.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// An audience and lifetime in seconds for a service account token that is passed to a CSI driver.
///
/// @param audience Audience for which the token is meant; empty means the API server's own
///   audiences.
/// @param expirationSeconds Lifetime of the token in seconds, at least 600; defaults to one hour.
@ApiType(value = "io.k8s.api.storage.v1.TokenRequest", proto = "k8s.io.api.storage.v1.TokenRequest")
public record TokenRequest(
    @Field(tag = 1, required = true, always = true) String audience,
    @Field(tag = 2, format = "int64") @Nullable Long expirationSeconds)
    implements TokenRequestBuilder.With {
  /// An empty draft.
  public static TokenRequestBuilder builder() {
    return new TokenRequestBuilder();
  }
}
