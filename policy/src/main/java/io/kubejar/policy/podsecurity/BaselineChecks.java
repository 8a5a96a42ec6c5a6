package io.kubejar.policy.podsecurity;

import static io.kubejar.policy.podsecurity.Breach.containers;
import static io.kubejar.policy.podsecurity.Breach.plural;
import static io.kubejar.policy.podsecurity.Breach.quoted;
import static io.kubejar.policy.podsecurity.Breach.setters;
import static io.kubejar.policy.podsecurity.Check.baseline;
import static io.kubejar.policy.podsecurity.Check.since;

import io.kubejar.api.core.v1.Capabilities;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.SeccompProfile;
import io.kubejar.api.core.v1.Sysctl;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.core.v1.WindowsSecurityContextOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules that keep a pod from taking over its node.
final class BaselineChecks {
  private static final Set<String> CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_unprivileged_port_start");
  private static final Set<String> SYSCTLS_27 = and(SYSCTLS, "net.ipv4.ip_local_reserved_ports");
  private static final Set<String> SYSCTLS_29 =
      and(
          SYSCTLS_27,
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes");
  private static final Set<String> SYSCTLS_32 =
      and(SYSCTLS_29, "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem");

  private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

  static final List<Check> ALL =
      List.of(
          baseline("appArmorProfile", since(0, AccessModules::appArmor)),
          baseline("capabilities_baseline", since(0, BaselineChecks::capabilities)),
          baseline("hostNamespaces", since(0, BaselineChecks::hostNamespaces)),
          baseline("hostPathVolumes", since(0, BaselineChecks::hostPaths)),
          baseline("hostPorts", since(0, BaselineChecks::hostPorts)),
          baseline("hostProbesAndHostLifecycle", since(34, HostHandlers::judge)),
          baseline("privileged", since(0, BaselineChecks::privileged)),
          baseline(
              "procMount",
              since(0, BaselineChecks::procMount),
              since(35, subject -> subject.hasOwnUsers() ? null : procMount(subject))),
          baseline(
              "seLinuxOptions",
              since(0, subject -> AccessModules.seLinux(subject, AccessModules.SELINUX_TYPES)),
              since(31, subject -> AccessModules.seLinux(subject, AccessModules.SELINUX_TYPES_31))),
          baseline(
              "seccompProfile_baseline",
              since(0, BaselineChecks::seccompAnnotations),
              since(19, BaselineChecks::seccomp)),
          baseline(
              "sysctls",
              since(0, subject -> sysctls(subject, SYSCTLS)),
              since(27, subject -> sysctls(subject, SYSCTLS_27)),
              since(29, subject -> sysctls(subject, SYSCTLS_29)),
              since(32, subject -> sysctls(subject, SYSCTLS_32))),
          baseline("windowsHostProcess", since(0, BaselineChecks::hostProcess)));

  private BaselineChecks() {}

  private static Set<String> and(Set<String> some, String... more) {
    var all = new HashSet<>(some);
    all.addAll(List.of(more));
    return Set.copyOf(all);
  }

  private static @Nullable Breach capabilities(Subject subject) {
    var added = new TreeSet<String>();
    List<String> bad = subject.names(part -> beyond(part, CAPABILITIES, added));
    return bad.isEmpty()
        ? null
        : new Breach(
            "non-default capabilities",
            "%s must not include %s in securityContext.capabilities.add"
                .formatted(containers(bad), quoted(added)));
  }

  /// Whether a container adds other capabilities than the allowed ones, which are collected.
  static boolean beyond(Subject.Part part, Set<String> allowed, Set<String> added) {
    Capabilities capabilities = part.security().capabilities();
    if (capabilities == null) {
      return false;
    }
    List<String> other =
        capabilities.add().stream().filter(each -> !allowed.contains(each)).toList();
    added.addAll(other);
    return !other.isEmpty();
  }

  private static @Nullable Breach hostNamespaces(Subject subject) {
    var shared = new ArrayList<String>();
    if (subject.spec().hostNetwork()) {
      shared.add("hostNetwork=true");
    }
    if (subject.spec().hostPID()) {
      shared.add("hostPID=true");
    }
    if (subject.spec().hostIPC()) {
      shared.add("hostIPC=true");
    }
    return shared.isEmpty() ? null : new Breach("host namespaces", String.join(", ", shared));
  }

  private static @Nullable Breach hostPaths(Subject subject) {
    List<String> bad =
        subject.spec().volumes().stream()
            .filter(volume -> volume.hostPath() != null)
            .map(Volume::name)
            .toList();
    return bad.isEmpty()
        ? null
        : new Breach(
            "hostPath volumes", plural("volume", "volumes", bad.size()) + " " + quoted(bad));
  }

  private static @Nullable Breach hostPorts(Subject subject) {
    var ports = new TreeSet<String>();
    List<String> bad =
        subject.names(
            part -> {
              List<String> own =
                  part.ports().stream()
                      .map(ContainerPort::hostPort)
                      .filter(port -> port != 0)
                      .map(String::valueOf)
                      .toList();
              ports.addAll(own);
              return !own.isEmpty();
            });
    return bad.isEmpty()
        ? null
        : new Breach(
            "hostPort",
            "%s %s %s %s"
                .formatted(
                    containers(bad),
                    plural("uses", "use", bad.size()),
                    plural("hostPort", "hostPorts", ports.size()),
                    String.join(", ", ports)));
  }

  private static @Nullable Breach privileged(Subject subject) {
    List<String> bad = subject.names(part -> Boolean.TRUE.equals(part.security().privileged()));
    return bad.isEmpty()
        ? null
        : new Breach(
            "privileged", containers(bad) + " must not set securityContext.privileged=true");
  }

  static @Nullable Breach procMount(Subject subject) {
    var mounts = new TreeSet<String>();
    List<String> bad =
        subject.names(
            part -> {
              String mount = part.security().procMount();
              if (mount == null || mount.equals("Default")) {
                return false;
              }
              mounts.add(mount);
              return true;
            });
    return bad.isEmpty()
        ? null
        : new Breach(
            "procMount",
            "%s must not set securityContext.procMount to %s"
                .formatted(containers(bad), quoted(mounts)));
  }

  /// Before the fields there were annotations.
  private static @Nullable Breach seccompAnnotations(Subject subject) {
    Map<String, String> found = new TreeMap<>();
    String ofPod = subject.annotations().get(SECCOMP_POD);
    if (ofPod != null) {
      found.put(SECCOMP_POD, ofPod);
    }
    for (Subject.Part part : subject.parts()) {
      String own = subject.annotations().get(SECCOMP_CONTAINER + part.name());
      if (own != null) {
        found.put(SECCOMP_CONTAINER + part.name(), own);
      }
    }
    var bad = new ArrayList<String>();
    found.forEach(
        (key, value) -> {
          boolean good =
              value.equals("runtime/default")
                  || value.equals("docker/default")
                  || value.startsWith("localhost/");
          if (!good) {
            bad.add("%s=\"%s\"".formatted(key, value));
          }
        });
    return bad.isEmpty()
        ? null
        : new Breach(
            "seccompProfile",
            "%s %s"
                .formatted(
                    plural("forbidden annotation", "forbidden annotations", bad.size()),
                    String.join(", ", bad)));
  }

  private static @Nullable Breach seccomp(Subject subject) {
    var types = new TreeSet<String>();
    boolean pod = isForbidden(subject.security().seccompProfile(), types);
    List<String> bad = subject.names(part -> isForbidden(part.security().seccompProfile(), types));
    return types.isEmpty()
        ? null
        : new Breach(
            "seccompProfile",
            "%s must not set securityContext.seccompProfile.type to %s"
                .formatted(setters(pod, bad), quoted(types)));
  }

  /// Whether the profile is given and of another type than the harmless ones, which is collected.
  static boolean isForbidden(@Nullable SeccompProfile profile, Set<String> types) {
    if (profile == null
        || profile.type().equals("RuntimeDefault")
        || profile.type().equals("Localhost")) {
      return false;
    }
    types.add(profile.type());
    return true;
  }

  private static @Nullable Breach sysctls(Subject subject, Set<String> allowed) {
    List<String> bad =
        subject.security().sysctls().stream()
            .map(Sysctl::name)
            .filter(name -> !allowed.contains(name))
            .toList();
    return bad.isEmpty() ? null : new Breach("forbidden sysctls", String.join(", ", bad));
  }

  private static @Nullable Breach hostProcess(Subject subject) {
    boolean pod = isHostProcess(subject.security().windowsOptions());
    List<String> bad = subject.names(part -> isHostProcess(part.security().windowsOptions()));
    return !pod && bad.isEmpty()
        ? null
        : new Breach(
            "hostProcess",
            setters(pod, bad) + " must not set securityContext.windowsOptions.hostProcess=true");
  }

  private static boolean isHostProcess(@Nullable WindowsSecurityContextOptions options) {
    return options != null && Boolean.TRUE.equals(options.hostProcess());
  }
}
