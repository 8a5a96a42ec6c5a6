package io.kubejar.api.authentication.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The identity of the caller as the server sees it.
///
/// @param userInfo Attributes of the caller after authentication and any impersonation.
@ApiType(
    value = "io.k8s.api.authentication.v1.SelfSubjectReviewStatus",
    proto = "k8s.io.api.authentication.v1.SelfSubjectReviewStatus")
public record SelfSubjectReviewStatus(@Field(tag = 1) UserInfo userInfo)
    implements SelfSubjectReviewStatusBuilder.With {
  /// An empty draft.
  public static SelfSubjectReviewStatusBuilder builder() {
    return new SelfSubjectReviewStatusBuilder();
  }
}
