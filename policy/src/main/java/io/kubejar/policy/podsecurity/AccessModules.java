package io.kubejar.policy.podsecurity;

import static io.kubejar.policy.podsecurity.Breach.plural;
import static io.kubejar.policy.podsecurity.Breach.quoted;

import io.kubejar.api.core.v1.AppArmorProfile;
import io.kubejar.api.core.v1.SELinuxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules about the kernel's access control: AppArmor and SELinux must not be loosened.
final class AccessModules {
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

  static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t");
  static final Set<String> SELINUX_TYPES_31 =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private AccessModules() {}

  static @Nullable Breach appArmor(Subject subject) {
    var setters = new ArrayList<String>();
    var values = new TreeSet<String>();
    if (isForbidden(subject.security().appArmorProfile(), values)) {
      setters.add("pod");
    }
    List<String> bad =
        subject.names(part -> isForbidden(part.security().appArmorProfile(), values));
    if (!bad.isEmpty()) {
      setters.add(Breach.containers(bad));
    }
    var annotations = new TreeSet<String>();
    subject
        .annotations()
        .forEach(
            (key, value) -> {
              boolean good =
                  value.isEmpty()
                      || value.equals("runtime/default")
                      || value.startsWith("localhost/");
              if (key.startsWith(APP_ARMOR) && !good) {
                annotations.add("%s=\"%s\"".formatted(key, value));
              }
            });
    if (!annotations.isEmpty()) {
      setters.add(plural("annotation", "annotations", annotations.size()));
      values.addAll(annotations);
    }
    return setters.isEmpty()
        ? null
        : new Breach(
            plural("forbidden AppArmor profile", "forbidden AppArmor profiles", values.size()),
            "%s must not set AppArmor profile type to %s"
                .formatted(String.join(" and ", setters), quoted(values)));
  }

  private static boolean isForbidden(@Nullable AppArmorProfile profile, Set<String> values) {
    if (profile == null
        || profile.type().equals("RuntimeDefault")
        || profile.type().equals("Localhost")) {
      return false;
    }
    values.add(profile.type());
    return true;
  }

  static @Nullable Breach seLinux(Subject subject, Set<String> allowed) {
    var found = new Found(allowed);
    boolean pod = found.add(subject.security().seLinuxOptions());
    List<String> bad = subject.names(part -> found.add(part.security().seLinuxOptions()));
    return !pod && bad.isEmpty()
        ? null
        : new Breach(
            "seLinuxOptions",
            "%s set forbidden securityContext.seLinuxOptions: %s"
                .formatted(Breach.setters(pod, bad), found));
  }

  /// Gathers what is forbidden in the options of one pod.
  private static final class Found {
    private final Set<String> allowed;
    private final Set<String> types = new TreeSet<>();
    private boolean user;
    private boolean role;

    private Found(Set<String> allowed) {
      this.allowed = allowed;
    }

    boolean add(@Nullable SELinuxOptions options) {
      if (options == null) {
        return false;
      }
      boolean badType = !allowed.contains(options.type());
      if (badType) {
        types.add(options.type());
      }
      boolean badUser = !options.user().isEmpty();
      boolean badRole = !options.role().isEmpty();
      user |= badUser;
      role |= badRole;
      return badType || badUser || badRole;
    }

    @Override
    public String toString() {
      var texts = new ArrayList<String>();
      if (!types.isEmpty()) {
        texts.add(plural("type", "types", types.size()) + " " + quoted(types));
      }
      if (user) {
        texts.add("user may not be set");
      }
      if (role) {
        texts.add("role may not be set");
      }
      return String.join("; ", texts);
    }
  }
}
