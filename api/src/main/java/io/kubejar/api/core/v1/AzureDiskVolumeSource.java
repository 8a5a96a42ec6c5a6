package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A data disk in Azure, given by its name and URI, with host caching mode and disk kind.
@ApiType(
    value = "io.k8s.api.core.v1.AzureDiskVolumeSource",
    proto = "k8s.io.api.core.v1.AzureDiskVolumeSource")
public record AzureDiskVolumeSource(
    @Field(tag = 1, required = true, always = true) String diskName,
    @Field(tag = 2, required = true, always = true) String diskURI,
    @Field(
            tag = 3,
            byDefault = "\"ReadWrite\"",
            oneOf = {"None", "ReadOnly", "ReadWrite"})
        @Nullable String cachingMode,
    @Field(tag = 4, byDefault = "\"ext4\"") @Nullable String fsType,
    @Field(tag = 5, byDefault = "false") @Nullable Boolean readOnly,
    @Field(
            tag = 6,
            byDefault = "\"Shared\"",
            oneOf = {"Dedicated", "Managed", "Shared"})
        @Nullable String kind)
    implements AzureDiskVolumeSourceBuilder.With {
  /// An empty draft.
  public static AzureDiskVolumeSourceBuilder builder() {
    return new AzureDiskVolumeSourceBuilder();
  }
}
