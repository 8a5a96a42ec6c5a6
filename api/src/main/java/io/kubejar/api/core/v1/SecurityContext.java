package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Security settings of one container: user, capabilities, privilege, read-only root, and SELinux,
/// seccomp and AppArmor profiles. They override those of the pod.
///
/// @param capabilities POSIX capabilities to grant or withdraw relative to the runtime's default
///   set, Linux only.
/// @param privileged Give the container practically the same rights as root on the node; default
///   false, Linux only.
/// @param seLinuxOptions SELinux label of the container, overriding the pod's; Linux only.
/// @param windowsOptions Windows-only settings of the container, overriding the pod's.
/// @param runAsUser Numeric user of the container's first process, overriding the pod's; Linux
///   only.
/// @param runAsGroup Numeric primary group of the container's first process, overriding the pod's;
///   Linux only.
/// @param runAsNonRoot Refuse to start the container if its user would be root (UID 0); overrides
///   the pod's value.
/// @param readOnlyRootFilesystem Mount the container's own root file system without write access;
///   default false.
/// @param allowPrivilegeEscalation Whether a process can gain more rights than its parent; always
///   true for privileged containers.
/// @param procMount How `/proc` is mounted: `Default` with some paths hidden, or `Unmasked`, which
///   needs a user namespace.
/// @param seccompProfile System call filter for this container, overriding the pod's; Linux only.
/// @param appArmorProfile AppArmor confinement for this container, overriding the pod's; Linux
///   only.
@ApiType(value = "io.k8s.api.core.v1.SecurityContext", proto = "k8s.io.api.core.v1.SecurityContext")
public record SecurityContext(
    @Field(tag = 1) @Nullable Capabilities capabilities,
    @Field(tag = 2) @Nullable Boolean privileged,
    @Field(tag = 3) @Nullable SELinuxOptions seLinuxOptions,
    @Field(tag = 10) @Nullable WindowsSecurityContextOptions windowsOptions,
    @Field(tag = 4, format = "int64") @Nullable Long runAsUser,
    @Field(tag = 8, format = "int64") @Nullable Long runAsGroup,
    @Field(tag = 5) @Nullable Boolean runAsNonRoot,
    @Field(tag = 6) @Nullable Boolean readOnlyRootFilesystem,
    @Field(tag = 7) @Nullable Boolean allowPrivilegeEscalation,
    @Field(
            tag = 9,
            oneOf = {"Default", "Unmasked"})
        @Nullable String procMount,
    @Field(tag = 11) @Nullable SeccompProfile seccompProfile,
    @Field(tag = 12) @Nullable AppArmorProfile appArmorProfile)
    implements SecurityContextBuilder.With {
  /// An empty draft.
  public static SecurityContextBuilder builder() {
    return new SecurityContextBuilder();
  }
}
