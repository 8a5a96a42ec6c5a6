package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// One kernel parameter to set for a pod, by name and value.
///
/// @param name Kernel parameter to set, written with dots, for example `net.core.somaxconn`.
/// @param value Text that the kernel parameter is set to.
@ApiType(value = "io.k8s.api.core.v1.Sysctl", proto = "k8s.io.api.core.v1.Sysctl")
public record Sysctl(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String value)
    implements SysctlBuilder.With {
  /// An empty draft.
  public static SysctlBuilder builder() {
    return new SysctlBuilder();
  }
}
