package io.kubejar.api.storagemigration.v1beta1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// An order to write all objects of a resource again, so that all are stored in the version of
/// today.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec The resource that is meant; never changes.
/// @param status How far it came.
@ApiType(
    value = "io.k8s.api.storagemigration.v1beta1.StorageVersionMigration",
    proto = "k8s.io.api.storagemigration.v1beta1.StorageVersionMigration",
    group = "storagemigration.k8s.io",
    version = "v1beta1",
    kind = "StorageVersionMigration")
public record StorageVersionMigration(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) StorageVersionMigrationSpec spec,
    @Field(tag = 3) StorageVersionMigrationStatus status)
    implements ApiObject, StorageVersionMigrationBuilder.With {
  /// An empty draft.
  public static StorageVersionMigrationBuilder builder() {
    return new StorageVersionMigrationBuilder();
  }
}
