package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The numeric user, group and supplementary groups of a container's first process on Linux.
///
/// @param uid User number with which the first process of the container started.
/// @param gid Primary group number with which the first process of the container started.
/// @param supplementalGroups Further group numbers attached to the first process when it started.
@ApiType(
    value = "io.k8s.api.core.v1.LinuxContainerUser",
    proto = "k8s.io.api.core.v1.LinuxContainerUser")
public record LinuxContainerUser(
    @Field(tag = 1, required = true, always = true, format = "int64") long uid,
    @Field(tag = 2, required = true, always = true, format = "int64") long gid,
    @Field(tag = 3, format = "int64", list = ListType.ATOMIC) List<Long> supplementalGroups)
    implements LinuxContainerUserBuilder.With {
  public LinuxContainerUser {
    supplementalGroups = List.copyOf(supplementalGroups);
  }

  /// An empty draft.
  public static LinuxContainerUserBuilder builder() {
    return new LinuxContainerUserBuilder();
  }
}
