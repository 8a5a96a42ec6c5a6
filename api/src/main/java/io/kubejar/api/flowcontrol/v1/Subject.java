package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A user, a group or a service account that sends requests. The member named by `kind` is set.
@ApiType(value = "io.k8s.api.flowcontrol.v1.Subject", proto = "k8s.io.api.flowcontrol.v1.Subject")
public record Subject(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"Group", "ServiceAccount", "User"})
        String kind,
    @Field(tag = 2) @Nullable UserSubject user,
    @Field(tag = 3) @Nullable GroupSubject group,
    @Field(tag = 4) @Nullable ServiceAccountSubject serviceAccount)
    implements SubjectBuilder.With {
  /// An empty draft.
  public static SubjectBuilder builder() {
    return new SubjectBuilder();
  }
}
