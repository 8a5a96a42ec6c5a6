package io.kubejar.api.authentication.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `authentication.k8s.io`, version `v1`.
public final class AuthenticationV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(SelfSubjectReviewKind.SELF_SUBJECT_REVIEW, TokenReviewKind.TOKEN_REVIEW);

  private AuthenticationV1Group() {}
}
