package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Security settings for a whole pod: user and groups, volume group ownership, sysctls, and
/// SELinux, seccomp and AppArmor profiles. A container's own settings take precedence.
///
/// @param seLinuxOptions SELinux label for all containers unless overridden; the runtime picks one
///   when unset, Linux only.
/// @param windowsOptions Windows-only settings for all containers, which each of them may override.
/// @param runAsUser Numeric user under which container processes start; the image's own user when
///   unset, Linux only.
/// @param runAsGroup Numeric primary group of container processes; the runtime default when unset,
///   Linux only.
/// @param runAsNonRoot Refuse to start a container whose user would be root (UID 0).
/// @param supplementalGroups Additional group IDs for the first process of every container, Linux
///   only.
/// @param supplementalGroupsPolicy Whether groups listed in the image are added: `Merge` (default)
///   or `Strict`.
/// @param fsGroup Group ID that owns supported volumes and is also given to all container
///   processes, Linux only.
/// @param sysctls Namespaced kernel parameters for the pod; ones the runtime does not support
///   prevent its start.
/// @param fsGroupChangePolicy When volume ownership is adjusted to `fsGroup`: `Always` (default) or
///   `OnRootMismatch`.
/// @param seccompProfile System call filter for the pod's containers unless they state their own,
///   Linux only.
/// @param appArmorProfile AppArmor confinement for the pod's containers unless they state their
///   own, Linux only.
/// @param seLinuxChangePolicy How volumes get their SELinux label: `MountOption` (default where
///   supported) or `Recursive` relabelling.
@ApiType(
    value = "io.k8s.api.core.v1.PodSecurityContext",
    proto = "k8s.io.api.core.v1.PodSecurityContext")
public record PodSecurityContext(
    @Field(tag = 1) @Nullable SELinuxOptions seLinuxOptions,
    @Field(tag = 8) @Nullable WindowsSecurityContextOptions windowsOptions,
    @Field(tag = 2, format = "int64") @Nullable Long runAsUser,
    @Field(tag = 6, format = "int64") @Nullable Long runAsGroup,
    @Field(tag = 3) @Nullable Boolean runAsNonRoot,
    @Field(tag = 4, format = "int64", list = ListType.ATOMIC) List<Long> supplementalGroups,
    @Field(
            tag = 12,
            oneOf = {"Merge", "Strict"})
        @Nullable String supplementalGroupsPolicy,
    @Field(tag = 5, format = "int64") @Nullable Long fsGroup,
    @Field(tag = 7, list = ListType.ATOMIC) List<Sysctl> sysctls,
    @Field(
            tag = 9,
            oneOf = {"Always", "OnRootMismatch"})
        @Nullable String fsGroupChangePolicy,
    @Field(tag = 10) @Nullable SeccompProfile seccompProfile,
    @Field(tag = 11) @Nullable AppArmorProfile appArmorProfile,
    @Field(
            tag = 13,
            known = {"MountOption", "Recursive"})
        @Nullable String seLinuxChangePolicy)
    implements PodSecurityContextBuilder.With {
  public PodSecurityContext {
    supplementalGroups = List.copyOf(supplementalGroups);
    sysctls = List.copyOf(sysctls);
  }

  /// An empty draft.
  public static PodSecurityContextBuilder builder() {
    return new PodSecurityContextBuilder();
  }
}
