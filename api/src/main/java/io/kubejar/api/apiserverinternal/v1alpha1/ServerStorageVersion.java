package io.kubejar.api.apiserverinternal.v1alpha1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// What one server said of its versions of a resource.
///
/// @param apiServerID Identity of the server.
/// @param encodingVersion Version in which it stores.
/// @param decodableVersions Versions that it can read from the store.
/// @param servedVersions Versions that clients get from it, among those that it can read.
@ApiType(
    value = "io.k8s.api.apiserverinternal.v1alpha1.ServerStorageVersion",
    proto = "k8s.io.api.apiserverinternal.v1alpha1.ServerStorageVersion")
public record ServerStorageVersion(
    @Field(tag = 1, required = true) String apiServerID,
    @Field(tag = 2, required = true) String encodingVersion,
    @Field(tag = 3, required = true, list = ListType.SET) List<String> decodableVersions,
    @Field(tag = 4, list = ListType.SET) List<String> servedVersions)
    implements ServerStorageVersionBuilder.With {
  public ServerStorageVersion {
    decodableVersions = List.copyOf(decodableVersions);
    servedVersions = List.copyOf(servedVersions);
  }

  /// An empty draft.
  public static ServerStorageVersionBuilder builder() {
    return new ServerStorageVersionBuilder();
  }
}
