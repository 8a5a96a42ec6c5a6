package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The AppArmor profile a process runs under: the runtime's default, one loaded on the node by
/// name, or none.
///
/// @param type Which confinement applies: `RuntimeDefault`, `Unconfined` or `Localhost`, a profile
///   loaded on the node.
/// @param localhostProfile Name of the profile loaded on the node; needed with, and only with,
///   `Localhost`.
@ApiType(value = "io.k8s.api.core.v1.AppArmorProfile", proto = "k8s.io.api.core.v1.AppArmorProfile")
public record AppArmorProfile(
    @Field(
            tag = 1,
            required = true,
            always = true,
            oneOf = {"Localhost", "RuntimeDefault", "Unconfined"})
        String type,
    @Field(tag = 2) @Nullable String localhostProfile)
    implements AppArmorProfileBuilder.With {
  /// An empty draft.
  public static AppArmorProfileBuilder builder() {
    return new AppArmorProfileBuilder();
  }
}
