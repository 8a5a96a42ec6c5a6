package io.kubejar.api.storagemigration.v1beta1;

import io.kubejar.api.meta.v1.GroupResource;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The resource whose objects are written again.
///
/// @param resource Group and name of the resource.
@ApiType(
    value = "io.k8s.api.storagemigration.v1beta1.StorageVersionMigrationSpec",
    proto = "k8s.io.api.storagemigration.v1beta1.StorageVersionMigrationSpec")
public record StorageVersionMigrationSpec(
    @Field(tag = 1, required = true, always = true) GroupResource resource)
    implements StorageVersionMigrationSpecBuilder.With {
  /// An empty draft.
  public static StorageVersionMigrationSpecBuilder builder() {
    return new StorageVersionMigrationSpecBuilder();
  }
}
