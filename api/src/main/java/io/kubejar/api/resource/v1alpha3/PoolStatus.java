package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The devices of one pool.
///
/// @param driver The driver.
/// @param poolName The pool.
/// @param generation Newest generation of the pool's slices.
/// @param resourceSliceCount Slices that the pool has of this generation.
/// @param totalDevices Devices in all.
/// @param allocatedDevices Devices that claims have.
/// @param availableDevices Devices that may be allocated.
/// @param unavailableDevices Devices that may not, for instance because of taints.
/// @param nodeName Node that the pool is of, if it is of one.
/// @param validationError Why the pool could not be counted; then there are no numbers.
@ApiType(
    value = "io.k8s.api.resource.v1alpha3.PoolStatus",
    proto = "k8s.io.api.resource.v1alpha3.PoolStatus")
public record PoolStatus(
    @Field(tag = 1, required = true) String driver,
    @Field(tag = 2, required = true) String poolName,
    @Field(tag = 9, required = true, always = true, format = "int64") long generation,
    @Field(tag = 8, format = "int32") @Nullable Integer resourceSliceCount,
    @Field(tag = 4, format = "int32") @Nullable Integer totalDevices,
    @Field(tag = 5, format = "int32") @Nullable Integer allocatedDevices,
    @Field(tag = 6, format = "int32") @Nullable Integer availableDevices,
    @Field(tag = 7, format = "int32") @Nullable Integer unavailableDevices,
    @Field(tag = 3) @Nullable String nodeName,
    @Field(tag = 10) @Nullable String validationError)
    implements PoolStatusBuilder.With {
  /// An empty draft.
  public static PoolStatusBuilder builder() {
    return new PoolStatusBuilder();
  }
}
