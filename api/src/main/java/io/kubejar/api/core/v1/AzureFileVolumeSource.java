package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// An Azure Files share mounted in a pod, with the storage account's credentials in a secret of the
/// pod's namespace.
@ApiType(
    value = "io.k8s.api.core.v1.AzureFileVolumeSource",
    proto = "k8s.io.api.core.v1.AzureFileVolumeSource")
public record AzureFileVolumeSource(
    @Field(tag = 1, required = true, always = true) String secretName,
    @Field(tag = 2, required = true, always = true) String shareName,
    @Field(tag = 3) boolean readOnly)
    implements AzureFileVolumeSourceBuilder.With {
  /// An empty draft.
  public static AzureFileVolumeSourceBuilder builder() {
    return new AzureFileVolumeSourceBuilder();
  }
}
