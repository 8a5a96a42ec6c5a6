package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A Quobyte volume, given by registry and name. The in-tree driver has been removed.
@ApiType(
    value = "io.k8s.api.core.v1.QuobyteVolumeSource",
    proto = "k8s.io.api.core.v1.QuobyteVolumeSource")
public record QuobyteVolumeSource(
    @Field(tag = 1, required = true, always = true) String registry,
    @Field(tag = 2, required = true, always = true) String volume,
    @Field(tag = 3) boolean readOnly,
    @Field(tag = 4) String user,
    @Field(tag = 5) String group,
    @Field(tag = 6) String tenant)
    implements QuobyteVolumeSourceBuilder.With {
  /// An empty draft.
  public static QuobyteVolumeSourceBuilder builder() {
    return new QuobyteVolumeSourceBuilder();
  }
}
