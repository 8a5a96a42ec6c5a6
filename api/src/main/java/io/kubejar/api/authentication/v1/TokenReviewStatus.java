package io.kubejar.api.authentication.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The result of checking a token: whether it is valid, the user, the audiences that matched, and
/// any error.
///
/// @param authenticated True when the token was recognised as belonging to a known user.
/// @param user Identity that the token stands for; meaningful only if `authenticated` is true.
/// @param audiences Requested audiences for which the token is valid; empty implies validity for
///   the API server.
/// @param error Explanation of why the token could not be checked; empty otherwise.
@ApiType(
    value = "io.k8s.api.authentication.v1.TokenReviewStatus",
    proto = "k8s.io.api.authentication.v1.TokenReviewStatus")
public record TokenReviewStatus(
    @Field(tag = 1) boolean authenticated,
    @Field(tag = 2) UserInfo user,
    @Field(tag = 4, list = ListType.ATOMIC) List<String> audiences,
    @Field(tag = 3) String error)
    implements TokenReviewStatusBuilder.With {
  public TokenReviewStatus {
    audiences = List.copyOf(audiences);
  }

  /// An empty draft.
  public static TokenReviewStatusBuilder builder() {
    return new TokenReviewStatusBuilder();
  }
}
