package io.kubejar.api.authorization.v1;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `selfsubjectrulesreviews` resource: names and rules of [SelfSubjectRulesReview].
public final class SelfSubjectRulesReviewKind implements Kind<SelfSubjectRulesReview> {
  public static final SelfSubjectRulesReviewKind SELF_SUBJECT_RULES_REVIEW =
      new SelfSubjectRulesReviewKind();

  private static final Names NAMES =
      Names.of("authorization.k8s.io", "v1", "SelfSubjectRulesReview", "selfsubjectrulesreviews")
          .verbs("create")
          .build();

  private SelfSubjectRulesReviewKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<SelfSubjectRulesReview> codec() {
    return SelfSubjectRulesReviewCodec.INSTANCE;
  }
}
