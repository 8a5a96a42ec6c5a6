package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Capabilities;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSecurityContext;
import io.kubejar.api.core.v1.SeccompProfile;
import io.kubejar.api.core.v1.SecurityContext;
import io.kubejar.node.cri.v1.Capability;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.Int64Value;
import io.kubejar.node.cri.v1.LinuxContainerSecurityContext;
import io.kubejar.node.cri.v1.LinuxSandboxSecurityContext;
import io.kubejar.node.cri.v1.NamespaceMode;
import io.kubejar.node.cri.v1.NamespaceOption;
import io.kubejar.node.cri.v1.SecurityProfile;
import io.kubejar.node.cri.v1.SecurityProfile.ProfileType;
import io.kubejar.node.cri.v1.SupplementalGroupsPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The security contexts of sandboxes and containers, from those of pods.
final class SecuritySettings {
  private static final List<String> MASKED_PATHS =
      List.of(
          "/proc/asound",
          "/proc/acpi",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/sys/firmware",
          "/sys/devices/virtual/powercap");
  private static final List<String> READ_ONLY_PATHS =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private SecuritySettings() {}

  /// @param profiles the directory of the node's own seccomp profiles
  static LinuxSandboxSecurityContext sandbox(Pod pod, Path profiles) {
    LinuxSandboxSecurityContext.Builder out =
        LinuxSandboxSecurityContext.newBuilder()
            .setNamespaceOptions(namespaces(pod, ""))
            .setPrivileged(
                ContainerSlot.of(pod).stream()
                    .anyMatch(s -> isPrivileged(s.container().securityContext())));
    PodSecurityContext context = pod.spec().securityContext();
    if (context != null) {
      if (context.runAsUser() != null) {
        out.setRunAsUser(number(context.runAsUser()));
      }
      if (context.runAsGroup() != null) {
        out.setRunAsGroup(number(context.runAsGroup()));
      }
      out.addAllSupplementalGroups(groups(context));
      out.setSupplementalGroupsPolicy(groupsPolicy(context));
    }
    SeccompProfile seccomp = context == null ? null : context.seccompProfile();
    return out.setSeccomp(seccomp(seccomp, profiles)).build();
  }

  /// @param target the container whose processes this one sees, empty for none
  /// @throws ConfigException when the container would run as root and may not
  static LinuxContainerSecurityContext container(
      Pod pod, Container container, String target, Optional<Image> image, Path profiles) {
    SecurityContext own = container.securityContext();
    PodSecurityContext common = pod.spec().securityContext();
    Long user =
        first(own == null ? null : own.runAsUser(), common == null ? null : common.runAsUser());
    Long group =
        first(own == null ? null : own.runAsGroup(), common == null ? null : common.runAsGroup());
    Boolean nonRoot =
        own != null && own.runAsNonRoot() != null
            ? own.runAsNonRoot()
            : common == null ? null : common.runAsNonRoot();
    if (Boolean.TRUE.equals(nonRoot)) {
      requireNonRoot(pod, container, user, image);
    }
    boolean privileged = isPrivileged(own);
    LinuxContainerSecurityContext.Builder out =
        LinuxContainerSecurityContext.newBuilder()
            .setNamespaceOptions(namespaces(pod, target))
            .setPrivileged(privileged)
            .setReadonlyRootfs(own != null && Boolean.TRUE.equals(own.readOnlyRootFilesystem()))
            .setNoNewPrivs(
                own != null && Boolean.FALSE.equals(own.allowPrivilegeEscalation()) && !privileged);
    if (user != null) {
      out.setRunAsUser(number(user));
    } else if (image.isPresent()) {
      imageUser(image.get(), out);
    }
    if (group != null) {
      out.setRunAsGroup(number(group));
    }
    if (common != null) {
      out.addAllSupplementalGroups(groups(common));
      out.setSupplementalGroupsPolicy(groupsPolicy(common));
    }
    if (own != null && own.capabilities() != null) {
      out.setCapabilities(capabilities(own.capabilities()));
    }
    SeccompProfile seccomp = own == null ? null : own.seccompProfile();
    if (seccomp == null && common != null) {
      seccomp = common.seccompProfile();
    }
    out.setSeccomp(seccomp(privileged ? null : seccomp, profiles));
    String procMount = own == null ? null : own.procMount();
    if (!privileged && !"Unmasked".equals(procMount)) {
      out.addAllMaskedPaths(MASKED_PATHS).addAllReadonlyPaths(READ_ONLY_PATHS);
    }
    return out.build();
  }

  private static void imageUser(Image image, LinuxContainerSecurityContext.Builder out) {
    if (image.hasUid()) {
      out.setRunAsUser(image.getUid());
    } else if (!image.getUsername().isEmpty()) {
      out.setRunAsUsername(image.getUsername());
    } else {
      out.setRunAsUser(number(0));
    }
  }

  private static void requireNonRoot(
      Pod pod, Container container, @Nullable Long user, Optional<Image> image) {
    String where = "(pod: \"" + PodNames.message(pod) + "\", container: " + container.name() + ")";
    if (user != null) {
      if (user == 0) {
        throw new ConfigException("container's runAsUser breaks non-root policy " + where);
      }
      return;
    }
    if (image.isEmpty()) {
      return;
    }
    String name = image.get().getUsername();
    if (!name.isEmpty()) {
      throw new ConfigException(
          "container has runAsNonRoot and image has non-numeric user ("
              + name
              + "), cannot verify user is non-root "
              + where);
    }
    if (!image.get().hasUid() || image.get().getUid().getValue() == 0) {
      throw new ConfigException("container has runAsNonRoot and image will run as root " + where);
    }
  }

  private static NamespaceOption namespaces(Pod pod, String target) {
    boolean shared = Boolean.TRUE.equals(pod.spec().shareProcessNamespace());
    NamespaceMode pid =
        pod.spec().hostPID()
            ? NamespaceMode.NODE
            : shared ? NamespaceMode.POD : NamespaceMode.CONTAINER;
    NamespaceOption.Builder out =
        NamespaceOption.newBuilder()
            .setNetwork(pod.spec().hostNetwork() ? NamespaceMode.NODE : NamespaceMode.POD)
            .setIpc(pod.spec().hostIPC() ? NamespaceMode.NODE : NamespaceMode.POD)
            .setPid(pid);
    if (!target.isEmpty() && pid == NamespaceMode.CONTAINER) {
      out.setPid(NamespaceMode.TARGET).setTargetId(target);
    }
    return out.build();
  }

  private static List<Long> groups(PodSecurityContext context) {
    List<Long> groups = new ArrayList<>(context.supplementalGroups());
    if (context.fsGroup() != null && !groups.contains(context.fsGroup())) {
      groups.add(context.fsGroup());
    }
    return groups;
  }

  private static SupplementalGroupsPolicy groupsPolicy(PodSecurityContext context) {
    return "Strict".equals(context.supplementalGroupsPolicy())
        ? SupplementalGroupsPolicy.Strict
        : SupplementalGroupsPolicy.Merge;
  }

  private static Capability capabilities(Capabilities capabilities) {
    return Capability.newBuilder()
        .addAllAddCapabilities(capabilities.add())
        .addAllDropCapabilities(capabilities.drop())
        .build();
  }

  private static SecurityProfile seccomp(@Nullable SeccompProfile profile, Path profiles) {
    SecurityProfile.Builder out = SecurityProfile.newBuilder();
    if (profile == null) {
      return out.setProfileType(ProfileType.Unconfined).build();
    }
    return switch (profile.type()) {
      case "RuntimeDefault" -> out.setProfileType(ProfileType.RuntimeDefault).build();
      case "Localhost" ->
          out.setProfileType(ProfileType.Localhost)
              .setLocalhostRef(
                  profile.localhostProfile() == null
                      ? ""
                      : profiles.resolve(profile.localhostProfile()).toString())
              .build();
      default -> out.setProfileType(ProfileType.Unconfined).build();
    };
  }

  private static boolean isPrivileged(@Nullable SecurityContext context) {
    return context != null && Boolean.TRUE.equals(context.privileged());
  }

  private static @Nullable Long first(@Nullable Long own, @Nullable Long common) {
    return own == null ? common : own;
  }

  private static Int64Value number(long value) {
    return Int64Value.newBuilder().setValue(value).build();
  }
}
