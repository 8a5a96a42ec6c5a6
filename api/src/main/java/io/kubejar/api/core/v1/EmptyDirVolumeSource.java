package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

/// A scratch directory that is empty when the pod starts and is deleted with it; kept on disk, or
/// in memory when the medium is `Memory`.
///
/// @param medium Where the data lives: empty for node disk, `Memory` for tmpfs, or `HugePages` and
///   `HugePages-` plus a size.
/// @param sizeLimit Maximum amount of data, as a quantity; exceeding it evicts the pod, unset means
///   no own limit.
@ApiType(
    value = "io.k8s.api.core.v1.EmptyDirVolumeSource",
    proto = "k8s.io.api.core.v1.EmptyDirVolumeSource")
public record EmptyDirVolumeSource(
    @Field(
            tag = 1,
            known = {"", "HugePages", "HugePages-", "Memory"})
        String medium,
    @Field(tag = 2) @Nullable Quantity sizeLimit)
    implements EmptyDirVolumeSourceBuilder.With {
  /// An empty draft.
  public static EmptyDirVolumeSourceBuilder builder() {
    return new EmptyDirVolumeSourceBuilder();
  }
}
