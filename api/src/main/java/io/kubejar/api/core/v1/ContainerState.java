package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// What a container is doing now: waiting, running or terminated. At most one member is set; none
/// set means waiting.
///
/// @param waiting Set while the container is not yet running, for instance during an image pull.
/// @param running Set for as long as the container's process is running.
/// @param terminated Set once the container has ended, successfully or not.
@ApiType(value = "io.k8s.api.core.v1.ContainerState", proto = "k8s.io.api.core.v1.ContainerState")
public record ContainerState(
    @Field(tag = 1) @Nullable ContainerStateWaiting waiting,
    @Field(tag = 2) @Nullable ContainerStateRunning running,
    @Field(tag = 3) @Nullable ContainerStateTerminated terminated)
    implements ContainerStateBuilder.With {
  /// An empty draft.
  public static ContainerStateBuilder builder() {
    return new ContainerStateBuilder();
  }
}
