package io.kubejar.server.special.review;

import io.kubejar.api.authentication.v1.SelfSubjectReview;
import io.kubejar.api.authentication.v1.SelfSubjectReviewKind;
import io.kubejar.api.authentication.v1.SelfSubjectReviewStatus;
import io.kubejar.api.authentication.v1.TokenReview;
import io.kubejar.api.authentication.v1.TokenReviewKind;
import io.kubejar.api.authentication.v1.TokenReviewStatus;
import io.kubejar.api.authentication.v1.UserInfo;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Time;
import io.kubejar.server.authentication.AuthenticatorChain;
import io.kubejar.server.authentication.ServiceAccountAuthenticator;
import io.kubejar.server.authentication.ServiceAccountAuthenticator.Standing;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Authenticator.Outcome;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.User;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The reviews that tell who somebody is.
public final class IdentityReviews {
  private final Authenticator authenticator;
  private final ServiceAccountAuthenticator accounts;
  private final List<String> audiences;
  private final Clock clock;

  /// @param authenticator knows tokens of all sorts
  /// @param accounts knows the tokens of service accounts
  /// @param audiences the names by which tokens for this server call it
  public IdentityReviews(
      Authenticator authenticator,
      ServiceAccountAuthenticator accounts,
      List<String> audiences,
      Clock clock) {
    this.authenticator = authenticator;
    this.accounts = accounts;
    this.audiences = List.copyOf(audiences);
    this.clock = clock;
  }

  /// The resources for tokens and for oneself.
  public List<VirtualResource<?>> all() {
    return List.of(new Tokens(), new Oneself());
  }

  private final class Tokens implements VirtualResource<TokenReview> {
    @Override
    public Kind<TokenReview> kind() {
      return TokenReviewKind.TOKEN_REVIEW;
    }

    @Override
    public TokenReview create(ResourceRequest request, TokenReview review) throws ApiException {
      String token = review.spec().token();
      if (token.isEmpty()) {
        throw Failures.badRequest("token is required for TokenReview in authentication");
      }
      List<String> wanted = review.spec().audiences();
      TokenReviewStatus status = status(token, wanted);
      return review.with(it -> it.status(status));
    }
  }

  private TokenReviewStatus status(String token, List<String> wanted) {
    List<String> asked = wanted.isEmpty() ? audiences : wanted;
    if (accounts.isMine(token)) {
      return switch (accounts.standing(token, asked)) {
        case Standing.Good(User user, List<String> shared) -> good(user, shared);
        case Standing.Bad(String reason) -> bad("[invalid bearer token, %s]".formatted(reason));
      };
    }
    // Other tokens are for this server, whoever asks.
    List<String> shared = common(audiences, asked);
    if (shared.isEmpty()) {
      return bad("invalid bearer token");
    }
    return switch (authenticator.authenticate(new Credentials(List.of(), token))) {
      case Outcome.Authenticated(User user, _) -> good(user, shared);
      case Outcome.Rejected(String reason) ->
          bad(
              reason.equals(AuthenticatorChain.UNKNOWN)
                  ? "invalid bearer token"
                  : "[invalid bearer token, %s]".formatted(reason));
      case Outcome.NotMine _ -> bad("invalid bearer token");
    };
  }

  private static TokenReviewStatus good(User user, List<String> shared) {
    User known =
        user.inGroup("system:authenticated")
            ? user
            : new User(user.name(), user.uid(), with(user.groups()), user.extra());
    return new TokenReviewStatus(true, info(known), shared, "");
  }

  private static TokenReviewStatus bad(String error) {
    return TokenReviewStatus.builder().error(error).build();
  }

  private static List<String> with(List<String> groups) {
    var all = new ArrayList<>(groups);
    all.add("system:authenticated");
    return all;
  }

  private static List<String> common(List<String> left, List<String> right) {
    return left.stream().filter(right::contains).toList();
  }

  private final class Oneself implements VirtualResource<SelfSubjectReview> {
    @Override
    public Kind<SelfSubjectReview> kind() {
      return SelfSubjectReviewKind.SELF_SUBJECT_REVIEW;
    }

    @Override
    public SelfSubjectReview create(ResourceRequest request, SelfSubjectReview review) {
      return review.with(
          it ->
              it.metadata(metadata -> metadata.creationTimestamp(new Time(clock.instant())))
                  .status(new SelfSubjectReviewStatus(info(request.user()))));
    }
  }

  private static UserInfo info(User user) {
    return new UserInfo(user.name(), user.uid(), user.groups(), user.extra());
  }
}
