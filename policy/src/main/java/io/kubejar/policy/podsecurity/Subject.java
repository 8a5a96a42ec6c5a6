package io.kubejar.policy.podsecurity;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.Lifecycle;
import io.kubejar.api.core.v1.PodSecurityContext;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.Probe;
import io.kubejar.api.core.v1.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A pod, or what would become one, as the checks see it.
///
/// @param annotations the pod's annotations
/// @param parts its containers of all three sorts: init, ordinary, ephemeral
record Subject(Map<String, String> annotations, PodSpec spec, List<Part> parts) {
  private static final PodSecurityContext NOTHING = PodSecurityContext.builder().build();
  private static final SecurityContext NOTHING_EITHER = SecurityContext.builder().build();

  /// A container, whichever sort it is of.
  record Part(
      String name,
      SecurityContext security,
      List<ContainerPort> ports,
      List<Probe> probes,
      @Nullable Lifecycle lifecycle) {}

  static Subject of(Map<String, String> annotations, PodSpec spec) {
    var parts = new ArrayList<Part>();
    for (Container each : spec.initContainers()) {
      parts.add(part(each));
    }
    for (Container each : spec.containers()) {
      parts.add(part(each));
    }
    for (EphemeralContainer each : spec.ephemeralContainers()) {
      parts.add(
          new Part(
              each.name(),
              orNothing(each.securityContext()),
              each.ports(),
              present(each.livenessProbe(), each.readinessProbe(), each.startupProbe()),
              each.lifecycle()));
    }
    return new Subject(annotations, spec, List.copyOf(parts));
  }

  private static Part part(Container each) {
    return new Part(
        each.name(),
        orNothing(each.securityContext()),
        each.ports(),
        present(each.livenessProbe(), each.readinessProbe(), each.startupProbe()),
        each.lifecycle());
  }

  private static SecurityContext orNothing(@Nullable SecurityContext given) {
    return given == null ? NOTHING_EITHER : given;
  }

  private static List<Probe> present(@Nullable Probe... probes) {
    return Stream.of(probes).filter(probe -> probe != null).map(probe -> (Probe) probe).toList();
  }

  /// The pod's own security settings.
  PodSecurityContext security() {
    PodSecurityContext own = spec.securityContext();
    return own == null ? NOTHING : own;
  }

  /// Whether the pod is meant for nodes that run Windows.
  boolean isWindows() {
    return spec.os() != null && spec.os().name().equals("windows");
  }

  /// Whether the pod's users are not the node's.
  boolean hasOwnUsers() {
    return Boolean.FALSE.equals(spec.hostUsers());
  }

  /// The names of the containers that something is true of.
  List<String> names(Predicate<Part> of) {
    return parts.stream().filter(of).map(Part::name).toList();
  }
}
