package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A user group by name; `*` matches all groups.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.GroupSubject",
    proto = "k8s.io.api.flowcontrol.v1.GroupSubject")
public record GroupSubject(@Field(tag = 1, required = true, always = true) String name)
    implements GroupSubjectBuilder.With {
  /// An empty draft.
  public static GroupSubjectBuilder builder() {
    return new GroupSubjectBuilder();
  }
}
