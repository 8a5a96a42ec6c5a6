package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A service account by namespace and name; the name `*` matches all in the namespace.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.ServiceAccountSubject",
    proto = "k8s.io.api.flowcontrol.v1.ServiceAccountSubject")
public record ServiceAccountSubject(
    @Field(tag = 1, required = true, always = true) String namespace,
    @Field(tag = 2, required = true, always = true) String name)
    implements ServiceAccountSubjectBuilder.With {
  /// An empty draft.
  public static ServiceAccountSubjectBuilder builder() {
    return new ServiceAccountSubjectBuilder();
  }
}
