package io.kubejar.api.apiserverinternal.v1alpha1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The versions that each server works with, and what they have in common.
///
/// @param storageVersions What each server said, by its identity.
/// @param commonEncodingVersion Version in which all servers store; absent while they differ.
/// @param conditions Observations about the whole, such as `AllEncodingVersionsEqual`.
@ApiType(
    value = "io.k8s.api.apiserverinternal.v1alpha1.StorageVersionStatus",
    proto = "k8s.io.api.apiserverinternal.v1alpha1.StorageVersionStatus")
public record StorageVersionStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "apiServerID")
        List<ServerStorageVersion> storageVersions,
    @Field(tag = 2) @Nullable String commonEncodingVersion,
    @Field(tag = 3, list = ListType.MAP, keys = "type") List<StorageVersionCondition> conditions)
    implements StorageVersionStatusBuilder.With {
  public StorageVersionStatus {
    storageVersions = List.copyOf(storageVersions);
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static StorageVersionStatusBuilder builder() {
    return new StorageVersionStatusBuilder();
  }
}
