package io.kubejar.api.apps.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The number given to the first pod of a stateful set.
///
/// @param start Ordinal of the first replica; pods are numbered upwards from here. Default 0.
@ApiType(
    value = "io.k8s.api.apps.v1.StatefulSetOrdinals",
    proto = "k8s.io.api.apps.v1.StatefulSetOrdinals")
public record StatefulSetOrdinals(@Field(tag = 1, always = true, format = "int32") int start)
    implements StatefulSetOrdinalsBuilder.With {
  /// An empty draft.
  public static StatefulSetOrdinalsBuilder builder() {
    return new StatefulSetOrdinalsBuilder();
  }
}
