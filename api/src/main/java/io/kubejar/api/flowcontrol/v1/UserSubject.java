package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A user by name; `*` matches all users.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.UserSubject",
    proto = "k8s.io.api.flowcontrol.v1.UserSubject")
public record UserSubject(@Field(tag = 1, required = true, always = true) String name)
    implements UserSubjectBuilder.With {
  /// An empty draft.
  public static UserSubjectBuilder builder() {
    return new UserSubjectBuilder();
  }
}
