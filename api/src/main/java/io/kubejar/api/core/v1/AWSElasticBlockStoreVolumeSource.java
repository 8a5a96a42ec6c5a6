package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A disk of Amazon Elastic Block Store, given by its volume ID. The volume is handled by the EBS
/// CSI driver.
@ApiType(
    value = "io.k8s.api.core.v1.AWSElasticBlockStoreVolumeSource",
    proto = "k8s.io.api.core.v1.AWSElasticBlockStoreVolumeSource")
public record AWSElasticBlockStoreVolumeSource(
    @Field(tag = 1, required = true, always = true) String volumeID,
    @Field(tag = 2) String fsType,
    @Field(tag = 3, format = "int32") int partition,
    @Field(tag = 4) boolean readOnly)
    implements AWSElasticBlockStoreVolumeSourceBuilder.With {
  /// An empty draft.
  public static AWSElasticBlockStoreVolumeSourceBuilder builder() {
    return new AWSElasticBlockStoreVolumeSourceBuilder();
  }
}
