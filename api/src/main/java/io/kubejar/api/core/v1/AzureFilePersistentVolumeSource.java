package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// An Azure Files share as the backing of a persistent volume; the storage account's credentials
/// are in a secret whose namespace can be chosen.
@ApiType(
    value = "io.k8s.api.core.v1.AzureFilePersistentVolumeSource",
    proto = "k8s.io.api.core.v1.AzureFilePersistentVolumeSource")
public record AzureFilePersistentVolumeSource(
    @Field(tag = 1, required = true, always = true) String secretName,
    @Field(tag = 2, required = true, always = true) String shareName,
    @Field(tag = 3) boolean readOnly,
    @Field(tag = 4, always = true) @Nullable String secretNamespace)
    implements AzureFilePersistentVolumeSourceBuilder.With {
  /// An empty draft.
  public static AzureFilePersistentVolumeSourceBuilder builder() {
    return new AzureFilePersistentVolumeSourceBuilder();
  }
}
