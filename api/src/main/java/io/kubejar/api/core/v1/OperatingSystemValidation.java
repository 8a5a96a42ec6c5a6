package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for settings that exist on one operating system only.
final class OperatingSystemValidation {
  private static final List<String> SYSTEMS = List.of("linux", "windows");
  private static final int CREDENTIALS_KIB = 64;
  private static final int DOMAIN_LENGTH = 256;
  private static final int USER_LENGTH = 104;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern NETBIOS_DOMAIN =
      Pattern.compile("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}");
  private static final Pattern DNS_DOMAIN =
      Pattern.compile(
          "[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*");
  private static final String NO_USER_CHARACTERS = "\"/\\:;|=,+*?<>@[]";

  private OperatingSystemValidation() {}

  /// A container's security settings and where they are.
  private record Secured(@Nullable SecurityContext context, Path path) {
    @Nullable WindowsSecurityContextOptions windows() {
      return context == null ? null : context.windowsOptions();
    }
  }

  private static List<Secured> containers(PodSpec spec, Path path) {
    List<Secured> all = new ArrayList<>();
    for (int i = 0; i < spec.initContainers().size(); i++) {
      all.add(
          new Secured(
              spec.initContainers().get(i).securityContext(),
              path.child("initContainers").index(i)));
    }
    for (int i = 0; i < spec.containers().size(); i++) {
      all.add(
          new Secured(
              spec.containers().get(i).securityContext(), path.child("containers").index(i)));
    }
    for (int i = 0; i < spec.ephemeralContainers().size(); i++) {
      all.add(
          new Secured(
              spec.ephemeralContainers().get(i).securityContext(),
              path.child("ephemeralContainers").index(i)));
    }
    return all;
  }

  /// Reports an unknown system, and settings that the pod's does not have.
  static void check(PodSpec spec, Path path, FieldErrors errors) {
    PodOS system = spec.os();
    if (system == null) {
      return;
    }
    if (system.name().isEmpty()) {
      errors.required(path.child("os").child("name"), "cannot be empty");
    } else if (!SYSTEMS.contains(system.name())) {
      errors.notSupported(path.child("os"), system.name(), SYSTEMS);
    } else if (system.name().equals("linux")) {
      checkLinux(spec, path, errors);
    } else {
      checkWindows(spec, path, errors);
    }
  }

  private static void checkLinux(PodSpec spec, Path path, FieldErrors errors) {
    String detail = "windows options cannot be set for a linux pod";
    PodSecurityContext context = spec.securityContext();
    if (context != null && context.windowsOptions() != null) {
      errors.forbidden(path.child("securityContext").child("windowsOptions"), detail);
    }
    for (Secured container : containers(spec, path)) {
      if (container.windows() != null) {
        errors.forbidden(container.path().child("securityContext").child("windowsOptions"), detail);
      }
    }
  }

  private static void checkWindows(PodSpec spec, Path path, FieldErrors errors) {
    Path at = path.child("securityContext");
    PodSecurityContext context = spec.securityContext();
    if (context != null) {
      forbid(context.appArmorProfile(), at.child("appArmorProfile"), errors);
      forbid(context.seLinuxOptions(), at.child("seLinuxOptions"), errors);
    }
    forbid(spec.hostUsers(), path.child("hostUsers"), errors);
    forbid(spec.hostPID() ? true : null, path.child("hostPID"), errors);
    forbid(spec.hostIPC() ? true : null, path.child("hostIPC"), errors);
    if (context != null) {
      forbid(context.seccompProfile(), at.child("seccompProfile"), errors);
      forbid(context.fsGroup(), at.child("fsGroup"), errors);
      forbid(context.fsGroupChangePolicy(), at.child("fsGroupChangePolicy"), errors);
      forbid(context.sysctls().isEmpty() ? null : true, at.child("sysctls"), errors);
    }
    forbid(spec.shareProcessNamespace(), path.child("shareProcessNamespace"), errors);
    if (context != null) {
      forbid(context.runAsUser(), at.child("runAsUser"), errors);
      forbid(context.runAsGroup(), at.child("runAsGroup"), errors);
      forbid(
          context.supplementalGroups().isEmpty() ? null : true,
          at.child("supplementalGroups"),
          errors);
      forbid(context.supplementalGroupsPolicy(), at.child("supplementalGroupsPolicy"), errors);
      forbid(context.seLinuxChangePolicy(), at.child("seLinuxChangePolicy"), errors);
    }
    for (Secured container : containers(spec, path)) {
      SecurityContext each = container.context();
      if (each != null) {
        checkWindows(each, container.path().child("securityContext"), errors);
      }
    }
  }

  private static void checkWindows(SecurityContext context, Path path, FieldErrors errors) {
    forbid(context.appArmorProfile(), path.child("appArmorProfile"), errors);
    forbid(context.seLinuxOptions(), path.child("seLinuxOptions"), errors);
    forbid(context.seccompProfile(), path.child("seccompProfile"), errors);
    forbid(context.capabilities(), path.child("capabilities"), errors);
    forbid(context.readOnlyRootFilesystem(), path.child("readOnlyRootFilesystem"), errors);
    forbid(context.privileged(), path.child("privileged"), errors);
    forbid(context.allowPrivilegeEscalation(), path.child("allowPrivilegeEscalation"), errors);
    forbid(context.procMount(), path.child("procMount"), errors);
    forbid(context.runAsUser(), path.child("runAsUser"), errors);
    forbid(context.runAsGroup(), path.child("runAsGroup"), errors);
  }

  private static void forbid(@Nullable Object value, Path path, FieldErrors errors) {
    if (value != null) {
      errors.forbidden(path, "cannot be set for a windows pod");
    }
  }

  /// Reports containers that are processes of a Windows host beside others that are not.
  static void checkHostProcesses(PodSpec spec, Path path, FieldErrors errors) {
    PodSecurityContext context = spec.securityContext();
    WindowsSecurityContextOptions ofPod = context == null ? null : context.windowsOptions();
    Boolean podWide = ofPod == null ? null : ofPod.hostProcess();
    List<Secured> all = containers(spec, path);
    int processes = 0;
    for (Secured container : all) {
      WindowsSecurityContextOptions options = container.windows();
      Boolean own = options == null ? null : options.hostProcess();
      if (podWide != null && own != null && !podWide.equals(own)) {
        errors.invalid(
            container.path().child("securityContext").child("windowsOptions").child("hostProcess"),
            own,
            "pod hostProcess value must be identical if both are specified, was " + podWide);
      }
      if (Boolean.TRUE.equals(own == null ? podWide : own)) {
        processes++;
      }
    }
    if (processes == 0) {
      return;
    }
    if (processes != all.size()) {
      errors.invalid(
          path,
          "",
          "If pod contains any hostProcess containers then all containers must be HostProcess"
              + " containers");
    }
    if (!spec.hostNetwork()) {
      errors.invalid(
          path.child("hostNetwork"),
          false,
          "hostNetwork must be true if pod contains any hostProcess containers");
    }
  }

  /// Reports what is wrong with settings for Windows.
  static void check(
      @Nullable WindowsSecurityContextOptions options, Path path, FieldErrors errors) {
    if (options == null) {
      return;
    }
    String name = options.gmsaCredentialSpecName();
    if (name != null) {
      errors.invalid(path.child("gmsaCredentialSpecName"), name, Formats.dnsSubdomain(name));
    }
    String credentials = options.gmsaCredentialSpec();
    if (credentials != null && credentials.isEmpty()) {
      errors.invalid(
          path.child("gmsaCredentialSpec"),
          credentials,
          "gmsaCredentialSpec cannot be an empty string");
    } else if (credentials != null && credentials.length() > CREDENTIALS_KIB * 1024) {
      errors.invalid(
          path.child("gmsaCredentialSpec"),
          credentials,
          "gmsaCredentialSpec size must be under " + CREDENTIALS_KIB + " KiB");
    }
    String user = options.runAsUserName();
    if (user != null) {
      checkUser(user, path.child("runAsUserName"), errors);
    }
  }

  private static void checkUser(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.invalid(path, name, "runAsUserName cannot be an empty string");
      return;
    }
    if (CONTROL.matcher(name).find()) {
      errors.invalid(path, name, "runAsUserName cannot contain control characters");
      return;
    }
    int backslash = name.indexOf('\\');
    if (backslash != name.lastIndexOf('\\')) {
      errors.invalid(path, name, "runAsUserName cannot contain more than one backslash");
      return;
    }
    if (backslash >= 0) {
      String domain = name.substring(0, backslash);
      if (domain.length() >= DOMAIN_LENGTH) {
        errors.invalid(
            path,
            name,
            "runAsUserName's Domain length must be under " + DOMAIN_LENGTH + " characters");
      }
      if (!NETBIOS_DOMAIN.matcher(domain).matches() && !DNS_DOMAIN.matcher(domain).matches()) {
        errors.invalid(
            path, name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
      }
    }
    String user = name.substring(backslash + 1);
    if (user.isEmpty()) {
      errors.invalid(path, name, "runAsUserName's User cannot be empty");
    } else if (user.length() > USER_LENGTH) {
      errors.invalid(
          path,
          name,
          "runAsUserName's User length must not be longer than " + USER_LENGTH + " characters");
    }
    if (!user.isEmpty() && user.chars().allMatch(c -> c == '.' || c == ' ')) {
      errors.invalid(path, name, "runAsUserName's User cannot contain only periods or spaces");
    }
    if (user.chars().anyMatch(c -> NO_USER_CHARACTERS.indexOf(c) >= 0)) {
      errors.invalid(
          path,
          name,
          "runAsUserName's User cannot contain the following characters: " + NO_USER_CHARACTERS);
    }
  }
}
