package io.kubejar.api.authorization.v1;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `subjectaccessreviews` resource: names and rules of [SubjectAccessReview].
public final class SubjectAccessReviewKind implements Kind<SubjectAccessReview> {
  public static final SubjectAccessReviewKind SUBJECT_ACCESS_REVIEW = new SubjectAccessReviewKind();

  private static final Names NAMES =
      Names.of("authorization.k8s.io", "v1", "SubjectAccessReview", "subjectaccessreviews")
          .verbs("create")
          .build();

  private SubjectAccessReviewKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<SubjectAccessReview> codec() {
    return SubjectAccessReviewCodec.INSTANCE;
  }
}
