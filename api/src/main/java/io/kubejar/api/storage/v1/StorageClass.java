package io.kubejar.api.storage.v1;

import io.kubejar.api.core.v1.TopologySelectorTerm;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A named sort of storage: the provisioner, its parameters, reclaim policy, mount options, and
/// when volumes are bound.
///
/// @param metadata Standard object metadata; claims refer to this class by its name.
/// @param provisioner Name of the driver that creates volumes for the class; cannot be changed.
/// @param parameters Driver-specific settings used while creating volumes; at most 512 keys and 256
///   KiB.
/// @param reclaimPolicy What happens to volumes when released: `Delete` (default) or `Retain`.
/// @param mountOptions Mount options given to volumes of this class; not validated, so a bad one
///   fails mounting.
/// @param allowVolumeExpansion Whether claims of this class may be enlarged after creation.
/// @param volumeBindingMode `Immediate` (default) binds at once, `WaitForFirstConsumer` waits until
///   a pod uses the claim.
/// @param allowedTopologies Topologies in which volumes may be created; empty imposes no
///   restriction.
@ApiType(
    value = "io.k8s.api.storage.v1.StorageClass",
    proto = "k8s.io.api.storage.v1.StorageClass",
    group = "storage.k8s.io",
    version = "v1",
    kind = "StorageClass")
public record StorageClass(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) String provisioner,
    @Field(tag = 3) Map<String, String> parameters,
    @Field(
            tag = 4,
            oneOf = {"Delete", "Recycle", "Retain"})
        @Nullable String reclaimPolicy,
    @Field(tag = 5, list = ListType.ATOMIC) List<String> mountOptions,
    @Field(tag = 6) @Nullable Boolean allowVolumeExpansion,
    @Field(
            tag = 7,
            oneOf = {"Immediate", "WaitForFirstConsumer"})
        @Nullable String volumeBindingMode,
    @Field(tag = 8, list = ListType.ATOMIC) List<TopologySelectorTerm> allowedTopologies)
    implements ApiObject, StorageClassBuilder.With {
  public StorageClass {
    mountOptions = List.copyOf(mountOptions);
    allowedTopologies = List.copyOf(allowedTopologies);
    parameters = SortedStringMap.copyOf(parameters);
  }

  /// An empty draft.
  public static StorageClassBuilder builder() {
    return new StorageClassBuilder();
  }
}
