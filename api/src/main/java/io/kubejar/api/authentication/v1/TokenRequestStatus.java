package io.kubejar.api.authentication.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The issued token and the time it runs out.
///
/// @param token The signed bearer token (JWT) that was issued; treat it as a secret.
/// @param expirationTimestamp When the issued token stops being valid, in UTC.
@ApiType(
    value = "io.k8s.api.authentication.v1.TokenRequestStatus",
    proto = "k8s.io.api.authentication.v1.TokenRequestStatus")
public record TokenRequestStatus(
    @Field(tag = 1, always = true) String token,
    @Field(tag = 2, always = true) @Nullable Time expirationTimestamp)
    implements TokenRequestStatusBuilder.With {
  /// An empty draft.
  public static TokenRequestStatusBuilder builder() {
    return new TokenRequestStatusBuilder();
  }
}
