package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What clients are warned of in pods and in templates of pods: members that do nothing any more,
/// and what is likely a mistake.
public final class PodWarnings {
  private static final Map<String, String> OLD_LABELS =
      Map.of(
          "beta.kubernetes.io/arch", "since v1.14; use \"kubernetes.io/arch\" instead",
          "beta.kubernetes.io/os", "since v1.14; use \"kubernetes.io/os\" instead",
          "failure-domain.beta.kubernetes.io/region",
              "since v1.17; use \"topology.kubernetes.io/region\" instead",
          "failure-domain.beta.kubernetes.io/zone",
              "since v1.17; use \"topology.kubernetes.io/zone\" instead",
          "beta.kubernetes.io/instance-type",
              "since v1.17; use \"node.kubernetes.io/instance-type\" instead");
  private static final String NO_SELECTOR = "a null labelSelector results in matching no pod";

  private final List<String> warnings = new ArrayList<>();

  private PodWarnings() {}

  /// The warnings for a pod.
  static List<String> of(Pod pod) {
    return of(pod.metadata(), pod.spec(), Path.ROOT);
  }

  /// The warnings for the template of an object's pods.
  ///
  /// @param path where the template is
  public static List<String> of(PodTemplateSpec template, Path path) {
    return of(template.metadata(), template.spec(), path);
  }

  private static List<String> of(ObjectMeta metadata, PodSpec spec, Path path) {
    var found = new PodWarnings();
    Path inSpec = path.child("spec");
    found.placement(spec, inSpec);
    found.volumes(spec.volumes(), inSpec.child("volumes"));
    found.lists(spec, inSpec);
    found.annotations(metadata, spec, path.child("metadata").child("annotations"));
    found.containers(spec, inSpec);
    Long grace = spec.terminationGracePeriodSeconds();
    if (grace != null && grace < 0) {
      found.add(
          inSpec.child("terminationGracePeriodSeconds"),
          "must be >= 0; negative values are invalid and will be treated as 1");
    }
    return found.warnings;
  }

  private void add(Path path, String text) {
    warnings.add(path + ": " + text);
  }

  private void placement(PodSpec spec, Path path) {
    for (String label : spec.nodeSelector().keySet()) {
      String old = OLD_LABELS.get(label);
      if (old != null) {
        add(path.child("nodeSelector").key(label), "deprecated " + old);
      }
    }
    Affinity affinity = spec.affinity();
    if (affinity != null) {
      affinity(affinity, path.child("affinity"));
    }
    Path spreading = path.child("topologySpreadConstraints");
    for (int i = 0; i < spec.topologySpreadConstraints().size(); i++) {
      TopologySpreadConstraint constraint = spec.topologySpreadConstraints().get(i);
      label(constraint.topologyKey(), spreading.index(i).child("topologyKey"));
      selector(constraint.labelSelector(), spreading.index(i));
    }
  }

  private void label(String key, Path path) {
    String old = OLD_LABELS.get(key);
    if (old != null) {
      add(path, key + " is deprecated " + old);
    }
  }

  private void selector(@Nullable LabelSelector selector, Path path) {
    if (selector == null) {
      add(path.child("labelSelector"), NO_SELECTOR);
    }
  }

  private void affinity(Affinity affinity, Path path) {
    NodeAffinity node = affinity.nodeAffinity();
    if (node != null) {
      Path at = path.child("nodeAffinity");
      NodeSelector required = node.requiredDuringSchedulingIgnoredDuringExecution();
      if (required != null) {
        Path terms =
            at.child("requiredDuringSchedulingIgnoredDuringExecution").child("nodeSelectorTerms");
        for (int i = 0; i < required.nodeSelectorTerms().size(); i++) {
          term(required.nodeSelectorTerms().get(i), terms.index(i));
        }
      }
      var preferred = node.preferredDuringSchedulingIgnoredDuringExecution();
      for (int i = 0; i < preferred.size(); i++) {
        Path each = at.child("preferredDuringSchedulingIgnoredDuringExecution").index(i);
        term(preferred.get(i).preference(), each.child("preference"));
      }
    }
    PodAffinity pods = affinity.podAffinity();
    if (pods != null) {
      terms(
          pods.requiredDuringSchedulingIgnoredDuringExecution(),
          pods.preferredDuringSchedulingIgnoredDuringExecution(),
          path.child("podAffinity"));
    }
    PodAntiAffinity others = affinity.podAntiAffinity();
    if (others != null) {
      terms(
          others.requiredDuringSchedulingIgnoredDuringExecution(),
          others.preferredDuringSchedulingIgnoredDuringExecution(),
          path.child("podAntiAffinity"));
    }
  }

  private void term(NodeSelectorTerm term, Path path) {
    for (int i = 0; i < term.matchExpressions().size(); i++) {
      label(
          term.matchExpressions().get(i).key(),
          path.child("matchExpressions").index(i).child("key"));
    }
  }

  private void terms(
      List<PodAffinityTerm> required, List<WeightedPodAffinityTerm> preferred, Path path) {
    for (int i = 0; i < required.size(); i++) {
      Path each = path.child("requiredDuringSchedulingIgnoredDuringExecution").index(i);
      selector(required.get(i).labelSelector(), each);
    }
    for (int i = 0; i < preferred.size(); i++) {
      Path each = path.child("preferredDuringSchedulingIgnoredDuringExecution").index(i);
      selector(preferred.get(i).podAffinityTerm().labelSelector(), each.child("podAffinityTerm"));
    }
  }

  private void volumes(List<Volume> volumes, Path path) {
    for (int i = 0; i < volumes.size(); i++) {
      Volume volume = volumes.get(i);
      Path at = path.index(i);
      old(volume.photonPersistentDisk(), at, "photonPersistentDisk", "v1.11", "v1.16");
      if (volume.gitRepo() != null) {
        add(at.child("gitRepo"), "deprecated in v1.11, and disabled by default in v1.33+");
      }
      old(volume.scaleIO(), at, "scaleIO", "v1.16", "v1.22");
      old(volume.flocker(), at, "flocker", "v1.22", "v1.25");
      old(volume.storageos(), at, "storageOS", "v1.22", "v1.25");
      old(volume.quobyte(), at, "quobyte", "v1.22", "v1.25");
      old(volume.glusterfs(), at, "glusterfs", "v1.25", "v1.26");
      old(volume.cephfs(), at, "cephfs", "v1.28", "v1.31");
      old(volume.rbd(), at, "rbd", "v1.28", "v1.31");
      EphemeralVolumeSource ephemeral = volume.ephemeral();
      PersistentVolumeClaimTemplate claim =
          ephemeral == null ? null : ephemeral.volumeClaimTemplate();
      if (claim != null) {
        bytes(
            claim.spec().resources().requests().get("storage"),
            at.child("ephemeral")
                .child("volumeClaimTemplate")
                .child("spec")
                .child("resources")
                .child("requests")
                .key("storage"));
      }
      warnings.addAll(VolumePathWarnings.of(volume));
    }
  }

  private void old(@Nullable Object source, Path path, String name, String since, String gone) {
    if (source != null) {
      add(path.child(name), "deprecated in %s, non-functional in %s+".formatted(since, gone));
    }
  }

  /// A quantity of bytes has to be whole.
  private void bytes(@Nullable Quantity quantity, Path path) {
    if (quantity == null) {
      return;
    }
    BigDecimal amount = quantity.amount();
    if (amount.remainder(BigDecimal.ONE).signum() != 0) {
      add(path, "fractional byte value \"%s\" is invalid, must be an integer".formatted(quantity));
    }
  }

  private void lists(PodSpec spec, Path path) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < spec.hostAliases().size(); i++) {
      String ip = spec.hostAliases().get(i).ip();
      if (!seen.add(ip)) {
        add(path.child("hostAliases").index(i).child("ip"), "duplicate ip \"" + ip + "\"");
      }
    }
    for (int i = 0; i < spec.hostAliases().size(); i++) {
      Path at = path.child("hostAliases").index(i).child("ip");
      Addresses.warn(spec.hostAliases().get(i).ip(), at, warnings);
    }
    List<String> servers = spec.dnsConfig() == null ? List.of() : spec.dnsConfig().nameservers();
    for (int i = 0; i < servers.size(); i++) {
      Addresses.warn(
          servers.get(i), path.child("dnsConfig").child("nameservers").index(i), warnings);
    }
    seen.clear();
    for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
      String name = spec.imagePullSecrets().get(i).name();
      Path at = path.child("imagePullSecrets").index(i).child("name");
      if (name.isEmpty()) {
        add(at, "invalid empty name \"\"");
      } else if (!seen.add(name)) {
        add(at, "duplicate name \"" + name + "\"");
      }
    }
  }

  private void annotations(ObjectMeta metadata, PodSpec spec, Path path) {
    Map<String, String> annotations = metadata.annotations();
    if (annotations.isEmpty()) {
      return;
    }
    gone(
        annotations,
        "scheduler.alpha.kubernetes.io/critical-pod",
        "1.16",
        "priorityClassName",
        path);
    PodSecurityContext security = spec.securityContext();
    if (security == null || security.seccompProfile() == null) {
      gone(annotations, "seccomp.security.alpha.kubernetes.io/pod", "1.27", "seccompProfile", path);
    }
    for (Container container : all(spec)) {
      SecurityContext own = container.securityContext();
      if (own == null || own.seccompProfile() == null) {
        gone(
            annotations,
            "container.seccomp.security.alpha.kubernetes.io/" + container.name(),
            "1.27",
            "seccompProfile",
            path);
      }
    }
    gone(annotations, "security.alpha.kubernetes.io/sysctls", "1.11", "sysctls", path);
    gone(annotations, "security.alpha.kubernetes.io/unsafe-sysctls", "1.11", "sysctls", path);
    boolean profiled = security != null && security.appArmorProfile() != null;
    for (Container container : all(spec)) {
      String key = "container.apparmor.security.beta.kubernetes.io/" + container.name();
      SecurityContext own = container.securityContext();
      boolean has = profiled || (own != null && own.appArmorProfile() != null);
      if (annotations.containsKey(key) && !has) {
        add(path.key(key), "deprecated since v1.30; use the \"appArmorProfile\" field instead");
      }
    }
  }

  private void gone(
      Map<String, String> annotations, String key, String since, String member, Path path) {
    if (annotations.containsKey(key)) {
      add(
          path.key(key),
          "non-functional in v%s+; use the \"%s\" field instead".formatted(since, member));
    }
  }

  private static List<Container> all(PodSpec spec) {
    var all = new ArrayList<>(spec.initContainers());
    all.addAll(spec.containers());
    return all;
  }

  private void containers(PodSpec spec, Path path) {
    for (int i = 0; i < spec.initContainers().size(); i++) {
      container(spec.initContainers().get(i), path.child("initContainers").index(i));
    }
    for (int i = 0; i < spec.containers().size(); i++) {
      container(spec.containers().get(i), path.child("containers").index(i));
    }
    Map<ContainerPort, Path> ports = new HashMap<>();
    for (int i = 0; i < spec.containers().size(); i++) {
      ports(spec.containers().get(i).ports(), path.child("containers").index(i), ports);
    }
  }

  private void container(Container container, Path path) {
    Map<String, Quantity> limits = container.resources().limits();
    Map<String, Quantity> requests = container.resources().requests();
    for (String resource : List.of("memory", "ephemeral-storage")) {
      bytes(limits.get(resource), path.child("resources").child("limits").key(resource));
      bytes(requests.get(resource), path.child("resources").child("requests").key(resource));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < container.env().size(); i++) {
      EnvVar variable = container.env().get(i);
      String reference = "$(" + variable.name() + ")";
      boolean hides =
          variable.valueFrom() != null
              || variable.value().equals(reference)
              || !variable.value().contains(reference);
      if (!names.add(variable.name()) && hides) {
        add(
            path.child("env").index(i),
            "hides previous definition of \"%s\", which may be dropped when using apply"
                .formatted(variable.name()));
      }
    }
  }

  private void ports(List<ContainerPort> ports, Path path, Map<ContainerPort, Path> known) {
    for (int i = 0; i < ports.size(); i++) {
      ContainerPort port = ports.get(i);
      Path at = path.child("ports").index(i);
      var place = port.with(draft -> draft.name(""));
      Path other = known.putIfAbsent(place, at);
      if (other != null) {
        add(at, "duplicate port definition with " + other);
      }
    }
  }
}
