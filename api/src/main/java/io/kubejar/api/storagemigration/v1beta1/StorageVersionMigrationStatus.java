package io.kubejar.api.storagemigration.v1beta1;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// How far a migration came.
///
/// @param conditions `Running`, `Succeeded` and `Failed`, at most one each.
/// @param resourceVersion Revision of the list that the migration works from.
@ApiType(
    value = "io.k8s.api.storagemigration.v1beta1.StorageVersionMigrationStatus",
    proto = "k8s.io.api.storagemigration.v1beta1.StorageVersionMigrationStatus")
public record StorageVersionMigrationStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<Condition> conditions,
    @Field(tag = 2) String resourceVersion)
    implements StorageVersionMigrationStatusBuilder.With {
  public StorageVersionMigrationStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static StorageVersionMigrationStatusBuilder builder() {
    return new StorageVersionMigrationStatusBuilder();
  }
}
