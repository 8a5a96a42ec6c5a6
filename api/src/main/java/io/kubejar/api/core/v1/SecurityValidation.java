package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for security settings of pods and containers.
final class SecurityValidation {
  private static final long MAX_ID = 0xFFFFFFFFL;
  private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");
  private static final Pattern SYSCTL =
      Pattern.compile("([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?");

  private SecurityValidation() {}

  /// @param hostUsers whether the pod's users are those of the node
  static void check(
      @Nullable SecurityContext context, boolean hostUsers, Path path, FieldErrors errors) {
    if (context == null) {
      return;
    }
    checkId(context.runAsUser(), path.child("runAsUser"), errors);
    checkId(context.runAsGroup(), path.child("runAsGroup"), errors);
    String procMount = context.procMount();
    if (procMount != null && !procMount.equals("Default") && !procMount.equals("Unmasked")) {
      errors.notSupported(path.child("procMount"), procMount, List.of("Default", "Unmasked"));
    }
    if (hostUsers && "Unmasked".equals(procMount)) {
      errors.invalid(
          path.child("procMount"), procMount, "`hostUsers` must be false to use `Unmasked`");
    }
    checkSeccomp(context.seccompProfile(), path.child("seccompProfile"), errors);
    if (Boolean.FALSE.equals(context.allowPrivilegeEscalation())) {
      if (Boolean.TRUE.equals(context.privileged())) {
        errors.invalid(
            path,
            FieldErrors.plain(context),
            "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
      }
      Capabilities capabilities = context.capabilities();
      if (capabilities != null && capabilities.add().contains("CAP_SYS_ADMIN")) {
        errors.invalid(
            path,
            FieldErrors.plain(context),
            "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
      }
    }
    OperatingSystemValidation.check(context.windowsOptions(), path.child("windowsOptions"), errors);
    checkAppArmor(context.appArmorProfile(), path.child("appArmorProfile"), errors);
  }

  static void check(PodSpec spec, Path path, FieldErrors errors) {
    if (Boolean.TRUE.equals(spec.shareProcessNamespace()) && spec.hostPID()) {
      errors.invalid(
          path.child("shareProcessNamespace"),
          true,
          "ShareProcessNamespace and HostPID cannot both be enabled");
    }
    PodSecurityContext context = spec.securityContext();
    if (context == null) {
      return;
    }
    checkId(context.fsGroup(), path.child("fsGroup"), errors);
    checkId(context.runAsUser(), path.child("runAsUser"), errors);
    checkId(context.runAsGroup(), path.child("runAsGroup"), errors);
    for (int i = 0; i < context.supplementalGroups().size(); i++) {
      checkId(
          context.supplementalGroups().get(i), path.child("supplementalGroups").index(i), errors);
    }
    checkSysctls(context.sysctls(), path.child("sysctls"), errors);
    String change = context.fsGroupChangePolicy();
    if (change != null && !change.equals("Always") && !change.equals("OnRootMismatch")) {
      errors.notSupported(
          path.child("fsGroupChangePolicy"), change, List.of("Always", "OnRootMismatch"));
    }
    String groups = context.supplementalGroupsPolicy();
    if (groups != null && !groups.equals("Merge") && !groups.equals("Strict")) {
      errors.notSupported(
          path.child("supplementalGroupsPolicy"), groups, List.of("Merge", "Strict"));
    }
    checkSeccomp(context.seccompProfile(), path.child("seccompProfile"), errors);
    String labels = context.seLinuxChangePolicy();
    if (labels != null && !labels.equals("MountOption") && !labels.equals("Recursive")) {
      errors.notSupported(
          path.child("seLinuxChangePolicy"), labels, List.of("MountOption", "Recursive"));
    }
    OperatingSystemValidation.check(context.windowsOptions(), path.child("windowsOptions"), errors);
    checkAppArmor(context.appArmorProfile(), path.child("appArmorProfile"), errors);
  }

  /// Reports namespaces of the node that a pod with users of its own cannot share.
  static void checkUsers(PodSpec spec, Path path, FieldErrors errors) {
    if (!Boolean.FALSE.equals(spec.hostUsers())) {
      return;
    }
    String detail = "when `hostUsers` is false";
    if (spec.hostNetwork()) {
      errors.forbidden(path.child("hostNetwork"), detail);
    }
    if (spec.hostPID()) {
      errors.forbidden(path.child("HostPID"), detail);
    }
    if (spec.hostIPC()) {
      errors.forbidden(path.child("HostIPC"), detail);
    }
  }

  private static void checkId(@Nullable Long id, Path path, FieldErrors errors) {
    if (id != null) {
      errors.invalid(path, id, Formats.range(id, 0, MAX_ID));
    }
  }

  private static void checkSysctls(List<Sysctl> sysctls, Path path, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < sysctls.size(); i++) {
      String name = sysctls.get(i).name();
      Path at = path.index(i).child("name");
      if (name.isEmpty()) {
        errors.required(at);
      } else if (name.length() > 253 || !SYSCTL.matcher(name).matches()) {
        errors.invalid(
            at,
            name,
            "must have at most 253 characters and match regex "
                + "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
      } else if (!names.add(name)) {
        errors.duplicate(at, name);
      }
    }
  }

  private static void checkSeccomp(
      @Nullable SeccompProfile profile, Path path, FieldErrors errors) {
    if (profile == null) {
      return;
    }
    if (profile.type().isEmpty()) {
      errors.required(path.child("type"), "type is required when seccompProfile is set");
    } else if (!PROFILES.contains(profile.type())) {
      errors.notSupported(path.child("type"), profile.type(), PROFILES);
    }
    checkProfileFile(
        profile.type().equals("Localhost"), profile.localhostProfile(), "seccomp", path, errors);
  }

  private static void checkAppArmor(
      @Nullable AppArmorProfile profile, Path path, FieldErrors errors) {
    if (profile == null) {
      return;
    }
    if (profile.type().isEmpty()) {
      errors.required(path.child("type"), "type is required when appArmorProfile is set");
    } else if (!PROFILES.contains(profile.type())) {
      errors.notSupported(path.child("type"), profile.type(), PROFILES);
    }
    checkProfileFile(
        profile.type().equals("Localhost"), profile.localhostProfile(), "AppArmor", path, errors);
  }

  private static void checkProfileFile(
      boolean local, @Nullable String file, String name, Path path, FieldErrors errors) {
    Path at = path.child("localhostProfile");
    if (local && file == null) {
      errors.required(at, "must be set when " + name + " type is Localhost");
    } else if (!local && file != null) {
      errors.invalid(at, file, "can only be set when " + name + " type is Localhost");
    } else if (file != null && name.equals("seccomp")) {
      VolumeValidation.checkBelow(file, at, errors);
    }
  }
}
