package io.kubejar.api.authentication.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The token to check and the audiences for which it should be valid.
///
/// @param token Opaque bearer token whose validity is to be examined.
/// @param audiences Audiences the asking server answers to; empty means those of the API server.
@ApiType(
    value = "io.k8s.api.authentication.v1.TokenReviewSpec",
    proto = "k8s.io.api.authentication.v1.TokenReviewSpec")
public record TokenReviewSpec(
    @Field(tag = 1, required = true) String token,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> audiences)
    implements TokenReviewSpecBuilder.With {
  public TokenReviewSpec {
    audiences = List.copyOf(audiences);
  }

  /// An empty draft.
  public static TokenReviewSpecBuilder builder() {
    return new TokenReviewSpecBuilder();
  }
}
