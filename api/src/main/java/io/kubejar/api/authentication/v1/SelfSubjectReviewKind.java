package io.kubejar.api.authentication.v1;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `selfsubjectreviews` resource: names and rules of [SelfSubjectReview].
public final class SelfSubjectReviewKind implements Kind<SelfSubjectReview> {
  public static final SelfSubjectReviewKind SELF_SUBJECT_REVIEW = new SelfSubjectReviewKind();

  private static final Names NAMES =
      Names.of("authentication.k8s.io", "v1", "SelfSubjectReview", "selfsubjectreviews")
          .verbs("create")
          .build();

  private SelfSubjectReviewKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<SelfSubjectReview> codec() {
    return SelfSubjectReviewCodec.INSTANCE;
  }
}
