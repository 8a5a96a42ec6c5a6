package io.kubejar.api.authorization.v1;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `selfsubjectaccessreviews` resource: names and rules of [SelfSubjectAccessReview].
public final class SelfSubjectAccessReviewKind implements Kind<SelfSubjectAccessReview> {
  public static final SelfSubjectAccessReviewKind SELF_SUBJECT_ACCESS_REVIEW =
      new SelfSubjectAccessReviewKind();

  private static final Names NAMES =
      Names.of("authorization.k8s.io", "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews")
          .verbs("create")
          .build();

  private SelfSubjectAccessReviewKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<SelfSubjectAccessReview> codec() {
    return SelfSubjectAccessReviewCodec.INSTANCE;
  }
}
