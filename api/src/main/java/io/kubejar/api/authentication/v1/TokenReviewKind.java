package io.kubejar.api.authentication.v1;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `tokenreviews` resource: names and rules of [TokenReview].
public final class TokenReviewKind implements Kind<TokenReview> {
  public static final TokenReviewKind TOKEN_REVIEW = new TokenReviewKind();

  private static final Names NAMES =
      Names.of("authentication.k8s.io", "v1", "TokenReview", "tokenreviews")
          .verbs("create")
          .build();

  private TokenReviewKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<TokenReview> codec() {
    return TokenReviewCodec.INSTANCE;
  }
}
