package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The parts of an SELinux label: user, role, type and level.
///
/// @param user User part of the SELinux label given to the container.
/// @param role Role part of the SELinux label given to the container.
/// @param type Type part of the SELinux label given to the container.
/// @param level Sensitivity level part of the SELinux label, for example `s0:c123,c456`.
@ApiType(value = "io.k8s.api.core.v1.SELinuxOptions", proto = "k8s.io.api.core.v1.SELinuxOptions")
public record SELinuxOptions(
    @Field(tag = 1) String user,
    @Field(tag = 2) String role,
    @Field(tag = 3) String type,
    @Field(tag = 4) String level)
    implements SELinuxOptionsBuilder.With {
  /// An empty draft.
  public static SELinuxOptionsBuilder builder() {
    return new SELinuxOptionsBuilder();
  }
}
