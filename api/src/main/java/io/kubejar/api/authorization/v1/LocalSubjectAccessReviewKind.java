package io.kubejar.api.authorization.v1;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `localsubjectaccessreviews` resource: names and rules of [LocalSubjectAccessReview].
public final class LocalSubjectAccessReviewKind implements Kind<LocalSubjectAccessReview> {
  public static final LocalSubjectAccessReviewKind LOCAL_SUBJECT_ACCESS_REVIEW =
      new LocalSubjectAccessReviewKind();

  private static final Names NAMES =
      Names.of(
              "authorization.k8s.io", "v1", "LocalSubjectAccessReview", "localsubjectaccessreviews")
          .namespaced()
          .verbs("create")
          .build();

  private LocalSubjectAccessReviewKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<LocalSubjectAccessReview> codec() {
    return LocalSubjectAccessReviewCodec.INSTANCE;
  }
}
