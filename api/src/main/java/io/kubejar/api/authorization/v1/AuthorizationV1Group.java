package io.kubejar.api.authorization.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `authorization.k8s.io`, version `v1`.
public final class AuthorizationV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          LocalSubjectAccessReviewKind.LOCAL_SUBJECT_ACCESS_REVIEW,
          SelfSubjectAccessReviewKind.SELF_SUBJECT_ACCESS_REVIEW,
          SelfSubjectRulesReviewKind.SELF_SUBJECT_RULES_REVIEW,
          SubjectAccessReviewKind.SUBJECT_ACCESS_REVIEW);

  private AuthorizationV1Group() {}
}
