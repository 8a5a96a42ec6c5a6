package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for pods and for templates of pods.
public final class PodValidation {
  static final Path SPEC = Path.of("spec");
  private static final List<String> DNS_POLICIES =
      List.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");
  private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");

  private static final int MAX_HOSTNAME = 64;

  private PodValidation() {}

  /// Reports what is wrong with a pod; its metadata is checked elsewhere.
  static void check(Pod pod, FieldErrors errors) {
    checkSpec(pod.spec(), pod.metadata().name(), SPEC, errors);
  }

  /// Reports what only comes to a pod later.
  static void checkNew(Pod pod, FieldErrors errors) {
    if (!pod.spec().ephemeralContainers().isEmpty()) {
      errors.forbidden(SPEC.child("ephemeralContainers"), "cannot be set on create");
    }
  }

  /// Reports what is wrong with a template of pods.
  public static void checkTemplate(PodTemplateSpec template, Path path, FieldErrors errors) {
    ObjectMetaValidation.checkLabels(template.metadata().labels(), path.child("labels"), errors);
    ObjectMetaValidation.checkAnnotations(
        template.metadata().annotations(), path.child("annotations"), errors);
    checkSpec(template.spec(), "", path.child("spec"), errors);
    if (!template.spec().ephemeralContainers().isEmpty()) {
      errors.forbidden(
          path.child("spec").child("ephemeralContainers"),
          "ephemeral containers not allowed in pod template");
    }
  }

  /// Reports a template whose pods do not restart for ever.
  public static void checkAlwaysRestarts(PodTemplateSpec template, Path path, FieldErrors errors) {
    String policy = template.spec().restartPolicy();
    if (!policy.equals("Always")) {
      errors.notSupported(path.child("spec").child("restartPolicy"), policy, List.of("Always"));
    }
  }

  private static void checkSpec(PodSpec spec, String pod, Path path, FieldErrors errors) {
    Map<String, Volume> volumes =
        VolumeValidation.check(spec.volumes(), pod, path.child("volumes"), errors);
    checkClaims(spec.resourceClaims(), path.child("resourceClaims"), errors);
    ContainerValidation containers = new ContainerValidation(spec, volumes, errors);
    containers.checkContainers(path.child("containers"));
    containers.checkInitContainers(path.child("initContainers"));
    containers.checkEphemeralContainers(path.child("ephemeralContainers"));
    ResourceRequirements resources = spec.resources();
    if (resources != null) {
      PodResourcesValidation.check(spec, resources, path.child("resources"), errors);
    }
    if (spec.hostNetwork()) {
      checkHostPorts(spec.containers(), path.child("containers"), errors);
      checkHostPorts(spec.initContainers(), path.child("initContainers"), errors);
    }
    checkOneOf(spec.restartPolicy(), RESTART_POLICIES, path.child("restartPolicy"), errors);
    checkOneOf(spec.dnsPolicy(), DNS_POLICIES, path.child("dnsPolicy"), errors);
    ObjectMetaValidation.checkLabels(spec.nodeSelector(), path.child("nodeSelector"), errors);
    SecurityValidation.check(spec, path.child("securityContext"), errors);
    for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
      if (spec.imagePullSecrets().get(i).name().isEmpty()) {
        errors.required(path.child("imagePullSecrets").index(i).child("name"));
      }
    }
    PlacementValidation.checkAffinity(spec.affinity(), path.child("affinity"), errors);
    checkDns(spec, path.child("dnsConfig"), errors);
    checkGates(spec, path, errors);
    PlacementValidation.checkSpread(
        spec.topologySpreadConstraints(), path.child("topologySpreadConstraints"), errors);
    checkNames(spec, path, errors);
    PlacementValidation.checkTolerations(spec.tolerations(), path.child("tolerations"), errors);
    checkAliases(spec.hostAliases(), path.child("hostAliases"), errors);
    if (!spec.priorityClassName().isEmpty()) {
      errors.invalid(
          path.child("priorityClassName"),
          spec.priorityClassName(),
          Formats.dnsSubdomain(spec.priorityClassName()));
    }
    String runtimeClass = spec.runtimeClassName();
    if (runtimeClass != null) {
      errors.invalid(
          path.child("runtimeClassName"), runtimeClass, Formats.dnsSubdomain(runtimeClass));
    }
    String preemption = spec.preemptionPolicy();
    if (preemption != null) {
      checkOneOf(
          preemption,
          List.of("PreemptLowerPriority", "Never"),
          path.child("preemptionPolicy"),
          errors);
    }
    spec.overhead()
        .forEach(
            (name, amount) ->
                ResourceValidation.checkAmount(
                    name, amount, path.child("overhead").key(name), errors));
    OperatingSystemValidation.check(spec, path, errors);
    OperatingSystemValidation.checkHostProcesses(spec, path, errors);
    SecurityValidation.checkUsers(spec, path, errors);
  }

  private static void checkOneOf(
      String value, List<String> supported, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path);
    } else if (!supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }

  /// A name of the host that replaces all others, so that nothing else may decide it.
  private static void checkHostnameOverride(PodSpec spec, Path path, FieldErrors errors) {
    String hostname = spec.hostnameOverride();
    if (hostname == null) {
      return;
    }
    errors.invalid(path, hostname, Formats.dnsSubdomain(hostname));
    if (hostname.length() > MAX_HOSTNAME) {
      errors.tooLong(path, MAX_HOSTNAME);
    }
    if (Boolean.TRUE.equals(spec.setHostnameAsFQDN())) {
      errors.forbidden(path, "may not be set when `setHostnameAsFQDN` is true");
    }
    if (spec.hostNetwork()) {
      errors.forbidden(path, "may not be set when `hostNetwork` is true");
    }
  }

  private static void checkNames(PodSpec spec, Path path, FieldErrors errors) {
    if (!spec.serviceAccountName().isEmpty()) {
      errors.invalid(
          path.child("serviceAccountName"),
          spec.serviceAccountName(),
          Formats.dnsSubdomain(spec.serviceAccountName()));
    }
    checkHostnameOverride(spec, path.child("hostnameOverride"), errors);
    if (!spec.nodeName().isEmpty()) {
      errors.invalid(
          path.child("nodeName"), spec.nodeName(), Formats.dnsSubdomain(spec.nodeName()));
    }
    Long grace = spec.terminationGracePeriodSeconds();
    if (grace != null && grace < 0) {
      errors.invalid(
          path.child("terminationGracePeriodSeconds"), grace, "must be greater than or equal to 0");
    }
    Long deadline = spec.activeDeadlineSeconds();
    if (deadline != null) {
      errors.invalid(
          path.child("activeDeadlineSeconds"),
          deadline,
          Formats.range(deadline, 1, Integer.MAX_VALUE));
    }
    if (!spec.hostname().isEmpty()) {
      errors.invalid(path.child("hostname"), spec.hostname(), Formats.dnsLabel(spec.hostname()));
    }
    if (!spec.subdomain().isEmpty()) {
      errors.invalid(path.child("subdomain"), spec.subdomain(), Formats.dnsLabel(spec.subdomain()));
    }
  }

  private static void checkClaims(List<PodResourceClaim> claims, Path path, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < claims.size(); i++) {
      PodResourceClaim claim = claims.get(i);
      Path at = path.index(i);
      if (claim.name().isEmpty()) {
        errors.required(at.child("name"));
      } else if (!names.add(claim.name())) {
        errors.duplicate(at.child("name"), claim.name());
      } else {
        errors.invalid(at.child("name"), claim.name(), Formats.dnsLabel(claim.name()));
      }
      boolean named = claim.resourceClaimName() != null;
      boolean made = claim.resourceClaimTemplateName() != null;
      if (named && made) {
        errors.invalid(
            at,
            FieldErrors.plain(claim),
            "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
      } else if (!named && !made) {
        errors.invalid(
            at,
            FieldErrors.plain(claim),
            "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
      }
    }
  }

  private static void checkHostPorts(List<Container> containers, Path path, FieldErrors errors) {
    for (int i = 0; i < containers.size(); i++) {
      List<ContainerPort> ports = containers.get(i).ports();
      for (int j = 0; j < ports.size(); j++) {
        if (ports.get(j).hostPort() != ports.get(j).containerPort()) {
          errors.invalid(
              path.index(i).child("ports").index(j).child("containerPort"),
              ports.get(j).containerPort(),
              "must match `hostPort` when `hostNetwork` is true");
        }
      }
    }
  }

  private static void checkDns(PodSpec spec, Path path, FieldErrors errors) {
    @Nullable PodDNSConfig config = spec.dnsConfig();
    if (spec.dnsPolicy().equals("None")) {
      if (config == null) {
        errors.required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
        return;
      }
      if (config.nameservers().isEmpty()) {
        errors.required(
            path.child("nameservers"),
            "must provide at least one DNS nameserver when `dnsPolicy` is None");
      }
    }
    if (config == null) {
      return;
    }
    if (config.nameservers().size() > 3) {
      errors.invalid(
          path.child("nameservers"), config.nameservers(), "must not have more than 3 nameservers");
    }
    for (int i = 0; i < config.nameservers().size(); i++) {
      String server = config.nameservers().get(i);
      errors.invalid(path.child("nameservers").index(i), server, Addresses.address(server));
    }
    if (config.searches().size() > 32) {
      errors.invalid(
          path.child("searches"), config.searches(), "must not have more than 32 search paths");
    }
    for (int i = 0; i < config.searches().size(); i++) {
      String search = config.searches().get(i);
      String name = search.endsWith(".") ? search.substring(0, search.length() - 1) : search;
      if (!search.equals(".")) {
        errors.invalid(
            path.child("searches").index(i),
            search,
            Formats.dnsSubdomain(name.replace('_', '-').replaceAll("(^|\\.)-", "$1a")));
      }
    }
    for (int i = 0; i < config.options().size(); i++) {
      if (config.options().get(i).name().isEmpty()) {
        errors.required(path.child("options").index(i), "must not be empty");
      }
    }
  }

  private static void checkGates(PodSpec spec, Path path, FieldErrors errors) {
    for (int i = 0; i < spec.readinessGates().size(); i++) {
      String type = spec.readinessGates().get(i).conditionType();
      errors.invalid(
          path.child("readinessGates").index(i).child("conditionType"),
          type,
          Formats.qualifiedName(type));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.schedulingGates().size(); i++) {
      String name = spec.schedulingGates().get(i).name();
      Path at = path.child("schedulingGates").index(i);
      errors.invalid(at, name, Formats.qualifiedName(name));
      if (!names.add(name)) {
        errors.duplicate(at, name);
      }
    }
    if (!spec.schedulingGates().isEmpty() && !spec.nodeName().isEmpty()) {
      errors.forbidden(
          path.child("nodeName"), "cannot be set until all schedulingGates have been cleared");
    }
  }

  private static void checkAliases(List<HostAlias> aliases, Path path, FieldErrors errors) {
    for (int i = 0; i < aliases.size(); i++) {
      HostAlias alias = aliases.get(i);
      errors.invalid(path.index(i).child("ip"), alias.ip(), Addresses.address(alias.ip()));
      for (String name : alias.hostnames()) {
        errors.invalid(path.index(i).child("hostnames"), name, Formats.dnsSubdomain(name));
      }
    }
  }
}
