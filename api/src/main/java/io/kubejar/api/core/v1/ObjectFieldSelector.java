package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A path to a field of the pod, such as `metadata.name`, read in a given API version.
///
/// @param apiVersion API version in which the field path is interpreted; default `v1`.
/// @param fieldPath Path of the wanted field, for example `metadata.name` or
///   `metadata.labels['app']`.
@ApiType(
    value = "io.k8s.api.core.v1.ObjectFieldSelector",
    proto = "k8s.io.api.core.v1.ObjectFieldSelector",
    atomic = true)
public record ObjectFieldSelector(
    @Field(tag = 1) String apiVersion,
    @Field(tag = 2, required = true, always = true) String fieldPath)
    implements ObjectFieldSelectorBuilder.With {
  /// An empty draft.
  public static ObjectFieldSelectorBuilder builder() {
    return new ObjectFieldSelectorBuilder();
  }
}
