package io.kubejar.policy.podsecurity;

import static io.kubejar.policy.podsecurity.Breach.containers;
import static io.kubejar.policy.podsecurity.Breach.plural;
import static io.kubejar.policy.podsecurity.Breach.quoted;
import static io.kubejar.policy.podsecurity.Breach.setters;
import static io.kubejar.policy.podsecurity.Check.restricted;
import static io.kubejar.policy.podsecurity.Check.since;

import io.kubejar.api.core.v1.Capabilities;
import io.kubejar.api.core.v1.SeccompProfile;
import io.kubejar.api.core.v1.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules that harden a pod.
final class RestrictedChecks {
  private static final String SECCOMP = "seccompProfile";

  static final List<Check> ALL =
      List.of(
          restricted(
              "allowPrivilegeEscalation",
              since(8, RestrictedChecks::escalation),
              since(25, unlessWindows(RestrictedChecks::escalation))),
          restricted(
                  "capabilities_restricted",
                  since(22, RestrictedChecks::capabilities),
                  since(25, unlessWindows(RestrictedChecks::capabilities)))
              .replacing("capabilities_baseline"),
          restricted("procMount_restricted", since(35, BaselineChecks::procMount))
              .replacing("procMount"),
          restricted("restrictedVolumes", since(0, RestrictedChecks::volumes))
              .replacing("hostPathVolumes"),
          restricted("runAsNonRoot", since(0, unlessOwnUsers(RestrictedChecks::nonRoot))),
          restricted("runAsUser", since(23, unlessOwnUsers(RestrictedChecks::rootUser))),
          restricted(
                  "seccompProfile_restricted",
                  since(19, RestrictedChecks::seccomp),
                  since(25, unlessWindows(RestrictedChecks::seccomp)))
              .replacing("seccompProfile_baseline"));

  private RestrictedChecks() {}

  private static Check.Rule unlessWindows(Check.Rule rule) {
    return subject -> subject.isWindows() ? null : rule.judge(subject);
  }

  private static Check.Rule unlessOwnUsers(Check.Rule rule) {
    return subject -> subject.hasOwnUsers() ? null : rule.judge(subject);
  }

  private static @Nullable Breach escalation(Subject subject) {
    List<String> bad =
        subject.names(part -> !Boolean.FALSE.equals(part.security().allowPrivilegeEscalation()));
    return bad.isEmpty()
        ? null
        : new Breach(
            "allowPrivilegeEscalation != false",
            containers(bad) + " must set securityContext.allowPrivilegeEscalation=false");
  }

  private static @Nullable Breach capabilities(Subject subject) {
    List<String> keeping =
        subject.names(
            part -> {
              Capabilities capabilities = part.security().capabilities();
              return capabilities == null || !capabilities.drop().contains("ALL");
            });
    var added = new TreeSet<String>();
    List<String> adding =
        subject.names(part -> BaselineChecks.beyond(part, Set.of("NET_BIND_SERVICE"), added));
    var texts = new ArrayList<String>();
    if (!keeping.isEmpty()) {
      texts.add(containers(keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
    }
    if (!adding.isEmpty()) {
      texts.add(
          "%s must not include %s in securityContext.capabilities.add"
              .formatted(containers(adding), quoted(added)));
    }
    return texts.isEmpty()
        ? null
        : new Breach("unrestricted capabilities", String.join("; ", texts));
  }

  private static @Nullable Breach volumes(Subject subject) {
    var names = new ArrayList<String>();
    var types = new TreeSet<String>();
    for (Volume volume : subject.spec().volumes()) {
      String type = VolumeTypes.restricted(volume);
      if (type != null) {
        names.add(volume.name());
        types.add(type);
      }
    }
    return names.isEmpty()
        ? null
        : new Breach(
            "restricted volume types",
            "%s %s %s %s %s"
                .formatted(
                    plural("volume", "volumes", names.size()),
                    quoted(names),
                    plural("uses", "use", names.size()),
                    plural("restricted volume type", "restricted volume types", types.size()),
                    quoted(types)));
  }

  private static @Nullable Breach nonRoot(Subject subject) {
    Boolean ofPod = subject.security().runAsNonRoot();
    boolean pod = Boolean.FALSE.equals(ofPod);
    List<String> explicit =
        subject.names(part -> Boolean.FALSE.equals(part.security().runAsNonRoot()));
    if (pod || !explicit.isEmpty()) {
      return new Breach(
          "runAsNonRoot != true",
          setters(pod, explicit) + " must not set securityContext.runAsNonRoot=false");
    }
    List<String> silent =
        Boolean.TRUE.equals(ofPod)
            ? List.of()
            : subject.names(part -> part.security().runAsNonRoot() == null);
    return silent.isEmpty()
        ? null
        : new Breach(
            "runAsNonRoot != true",
            "pod or " + containers(silent) + " must set securityContext.runAsNonRoot=true");
  }

  private static @Nullable Breach rootUser(Subject subject) {
    boolean pod = isRoot(subject.security().runAsUser());
    List<String> bad = subject.names(part -> isRoot(part.security().runAsUser()));
    return !pod && bad.isEmpty()
        ? null
        : new Breach("runAsUser=0", setters(pod, bad) + " must not set runAsUser=0");
  }

  private static boolean isRoot(@Nullable Long user) {
    return user != null && user == 0;
  }

  private static @Nullable Breach seccomp(Subject subject) {
    var types = new TreeSet<String>();
    SeccompProfile ofPod = subject.security().seccompProfile();
    boolean pod = BaselineChecks.isForbidden(ofPod, types);
    List<String> explicit =
        subject.names(part -> BaselineChecks.isForbidden(part.security().seccompProfile(), types));
    if (pod || !explicit.isEmpty()) {
      return new Breach(
          SECCOMP,
          "%s must not set securityContext.seccompProfile.type to %s"
              .formatted(setters(pod, explicit), quoted(types)));
    }
    List<String> silent =
        ofPod != null ? List.of() : subject.names(part -> part.security().seccompProfile() == null);
    return silent.isEmpty()
        ? null
        : new Breach(
            SECCOMP,
            "pod or %s must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\""
                .formatted(containers(silent)));
  }
}
