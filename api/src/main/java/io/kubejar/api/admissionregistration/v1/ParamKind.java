package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The kind and API version of a policy's parameter objects.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ParamKind",
    proto = "k8s.io.api.admissionregistration.v1.ParamKind",
    atomic = true)
public record ParamKind(@Field(tag = 1) String apiVersion, @Field(tag = 2) String kind)
    implements ParamKindBuilder.With {
  /// An empty draft.
  public static ParamKindBuilder builder() {
    return new ParamKindBuilder();
  }
}
