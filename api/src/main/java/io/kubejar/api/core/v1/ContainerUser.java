package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The user identity that the first process of a container received at start, by operating system.
///
/// @param linux User and group numbers on Linux, as they were when the first process started.
@ApiType(value = "io.k8s.api.core.v1.ContainerUser", proto = "k8s.io.api.core.v1.ContainerUser")
public record ContainerUser(@Field(tag = 1) @Nullable LinuxContainerUser linux)
    implements ContainerUserBuilder.With {
  /// An empty draft.
  public static ContainerUserBuilder builder() {
    return new ContainerUserBuilder();
  }
}
