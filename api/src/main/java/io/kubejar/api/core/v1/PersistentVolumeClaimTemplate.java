package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The pattern from which the claim of an ephemeral volume is made: labels, annotations and
/// specification.
///
/// @param metadata Labels and annotations copied to the generated claim; other fields are refused.
/// @param spec Content of the generated claim, copied without modification.
@ApiType(
    value = "io.k8s.api.core.v1.PersistentVolumeClaimTemplate",
    proto = "k8s.io.api.core.v1.PersistentVolumeClaimTemplate")
public record PersistentVolumeClaimTemplate(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) PersistentVolumeClaimSpec spec)
    implements PersistentVolumeClaimTemplateBuilder.With {
  /// An empty draft.
  public static PersistentVolumeClaimTemplateBuilder builder() {
    return new PersistentVolumeClaimTemplateBuilder();
  }
}
