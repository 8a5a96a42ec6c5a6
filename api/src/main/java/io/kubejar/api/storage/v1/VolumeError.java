package io.kubejar.api.storage.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// An error of attaching or detaching: time, message and gRPC code.
///
/// @param time Moment at which the failure occurred, in UTC.
/// @param message Text of the failure; may be logged, so it must not contain secrets.
/// @param errorCode gRPC status code of the failure, for example 8 for an exhausted resource.
@ApiType(value = "io.k8s.api.storage.v1.VolumeError", proto = "k8s.io.api.storage.v1.VolumeError")
public record VolumeError(
    @Field(tag = 1, always = true) @Nullable Time time,
    @Field(tag = 2) String message,
    @Field(tag = 3, format = "int32") @Nullable Integer errorCode)
    implements VolumeErrorBuilder.With {
  /// An empty draft.
  public static VolumeErrorBuilder builder() {
    return new VolumeErrorBuilder();
  }
}
