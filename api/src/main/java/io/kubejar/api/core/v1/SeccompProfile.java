package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The seccomp filter a process runs under: the runtime's default, a file on the node, or none.
///
/// @param type Which filter applies: `RuntimeDefault`, `Unconfined` or `Localhost`, a profile file
///   on the node.
/// @param localhostProfile Profile file relative to the kubelet's seccomp directory; needed with,
///   and only with, `Localhost`.
@ApiType(value = "io.k8s.api.core.v1.SeccompProfile", proto = "k8s.io.api.core.v1.SeccompProfile")
public record SeccompProfile(
    @Field(
            tag = 1,
            required = true,
            always = true,
            oneOf = {"Localhost", "RuntimeDefault", "Unconfined"})
        String type,
    @Field(tag = 2) @Nullable String localhostProfile)
    implements SeccompProfileBuilder.With {
  /// An empty draft.
  public static SeccompProfileBuilder builder() {
    return new SeccompProfileBuilder();
  }
}
