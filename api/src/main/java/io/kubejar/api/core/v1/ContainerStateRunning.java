package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The detail of a running container: the time it last started.
///
/// @param startedAt When the container was last started or restarted.
@ApiType(
    value = "io.k8s.api.core.v1.ContainerStateRunning",
    proto = "k8s.io.api.core.v1.ContainerStateRunning")
public record ContainerStateRunning(@Field(tag = 1, always = true) @Nullable Time startedAt)
    implements ContainerStateRunningBuilder.With {
  /// An empty draft.
  public static ContainerStateRunningBuilder builder() {
    return new ContainerStateRunningBuilder();
  }
}
