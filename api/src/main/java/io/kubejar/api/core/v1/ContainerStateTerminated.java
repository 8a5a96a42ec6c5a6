package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The detail of a container that has ended: exit code, signal, reason, and start and end times.
///
/// @param exitCode Status with which the container's last process exited; zero means success.
/// @param signal Number of the signal that ended the container, if one did.
/// @param reason Brief cause of the ending, such as `Completed`, `Error` or `OOMKilled`.
/// @param message Final message that the container left behind or the system recorded.
/// @param startedAt When the run that has now ended began.
/// @param finishedAt When the container's process ended and this run was over.
/// @param containerID Identifier of the ended container, in the form `runtime://id`.
@ApiType(
    value = "io.k8s.api.core.v1.ContainerStateTerminated",
    proto = "k8s.io.api.core.v1.ContainerStateTerminated")
public record ContainerStateTerminated(
    @Field(tag = 1, required = true, always = true, format = "int32") int exitCode,
    @Field(tag = 2, format = "int32") int signal,
    @Field(tag = 3) String reason,
    @Field(tag = 4) String message,
    @Field(tag = 5, always = true) @Nullable Time startedAt,
    @Field(tag = 6, always = true) @Nullable Time finishedAt,
    @Field(tag = 7) String containerID)
    implements ContainerStateTerminatedBuilder.With {
  /// An empty draft.
  public static ContainerStateTerminatedBuilder builder() {
    return new ContainerStateTerminatedBuilder();
  }
}
