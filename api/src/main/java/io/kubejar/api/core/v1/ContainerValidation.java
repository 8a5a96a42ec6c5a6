package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules for containers of pods.
final class ContainerValidation {
  static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
  private static final List<String> MESSAGE_POLICIES = List.of("FallbackToLogsOnError", "File");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final List<String> RECURSIVE = List.of("Disabled", "Enabled", "IfPossible");
  private static final List<String> PROPAGATIONS =
      List.of("Bidirectional", "HostToContainer", "None");

  private final PodSpec spec;
  private final Map<String, Volume> volumes;
  private final FieldErrors errors;

  ContainerValidation(PodSpec spec, Map<String, Volume> volumes, FieldErrors errors) {
    this.spec = spec;
    this.volumes = volumes;
    this.errors = errors;
  }

  void checkContainers(Path path) {
    if (spec.containers().isEmpty()) {
      errors.required(path);
      return;
    }
    Set<String> names = new HashSet<>();
    Set<String> hostPorts = new HashSet<>();
    for (int i = 0; i < spec.containers().size(); i++) {
      Container container = spec.containers().get(i);
      Path at = path.index(i);
      checkCommon(container, at);
      if (!names.add(container.name())) {
        errors.duplicate(at.child("name"), container.name());
      }
      checkRunning(container, true, at);
      RestartValidation.check(
          container.restartPolicy(), container.restartPolicyRules(), at, errors);
      checkUnique(container.ports(), hostPorts, at.child("ports"));
    }
  }

  void checkInitContainers(Path path) {
    Set<String> names = new HashSet<>();
    spec.containers().forEach(container -> names.add(container.name()));
    for (int i = 0; i < spec.initContainers().size(); i++) {
      Container container = spec.initContainers().get(i);
      Path at = path.index(i);
      checkCommon(container, at);
      String policy = container.restartPolicy();
      boolean sidecar = "Always".equals(policy);
      if (!container.name().isEmpty() && !names.add(container.name())) {
        errors.duplicate(at.child("name"), container.name());
      }
      checkUnique(container.ports(), new HashSet<>(), at.child("ports"));
      RestartValidation.check(policy, container.restartPolicyRules(), at, errors);
      if (sidecar) {
        checkRunning(container, true, at);
      } else {
        forbidInInit(container.lifecycle(), at.child("lifecycle"));
        forbidInInit(container.livenessProbe(), at.child("livenessProbe"));
        forbidInInit(container.readinessProbe(), at.child("readinessProbe"));
        forbidInInit(container.startupProbe(), at.child("startupProbe"));
      }
    }
  }

  void checkEphemeralContainers(Path path) {
    Set<String> names = new HashSet<>();
    Set<String> targets = new HashSet<>();
    spec.containers().forEach(container -> targets.add(container.name()));
    spec.initContainers().forEach(container -> targets.add(container.name()));
    names.addAll(targets);
    for (int i = 0; i < spec.ephemeralContainers().size(); i++) {
      EphemeralContainer container = spec.ephemeralContainers().get(i);
      Path at = path.index(i);
      checkCommon(asContainer(container), at);
      if (!container.name().isEmpty() && !names.add(container.name())) {
        errors.duplicate(at.child("name"), container.name());
      }
      String target = container.targetContainerName();
      if (!target.isEmpty() && !targets.contains(target)) {
        errors.notFound(at.child("targetContainerName"), target);
      }
      forbidInEphemeral(!container.ports().isEmpty(), at.child("ports"));
      forbidInEphemeral(container.livenessProbe() != null, at.child("livenessProbe"));
      forbidInEphemeral(container.readinessProbe() != null, at.child("readinessProbe"));
      forbidInEphemeral(container.startupProbe() != null, at.child("startupProbe"));
      forbidInEphemeral(container.lifecycle() != null, at.child("lifecycle"));
      forbidInEphemeral(
          !container.resources().equals(ResourceRequirementsCodec.INSTANCE.zero()),
          at.child("resources"));
      forbidInEphemeral(container.restartPolicy() != null, at.child("restartPolicy"));
      forbidInEphemeral(!container.resizePolicy().isEmpty(), at.child("resizePolicy"));
      for (int j = 0; j < container.volumeMounts().size(); j++) {
        VolumeMount mount = container.volumeMounts().get(j);
        Path mountPath = at.child("volumeMounts").index(j);
        forbidInEphemeral(!mount.subPath().isEmpty(), mountPath.child("subPath"));
        forbidInEphemeral(!mount.subPathExpr().isEmpty(), mountPath.child("subPathExpr"));
      }
    }
  }

  private static Container asContainer(EphemeralContainer given) {
    return Container.builder()
        .name(given.name())
        .image(given.image())
        .env(given.env())
        .envFrom(given.envFrom())
        .volumeMounts(given.volumeMounts())
        .volumeDevices(given.volumeDevices())
        .terminationMessagePolicy(given.terminationMessagePolicy())
        .imagePullPolicy(given.imagePullPolicy())
        .securityContext(given.securityContext())
        .build();
  }

  private void checkCommon(Container container, Path path) {
    if (container.name().isEmpty()) {
      errors.required(path.child("name"));
    } else {
      errors.invalid(path.child("name"), container.name(), Formats.dnsLabel(container.name()));
    }
    if (container.image().isEmpty()) {
      errors.required(path.child("image"));
    } else if (!container.image().equals(container.image().strip())) {
      errors.invalid(
          path.child("image"), container.image(), "must not have leading or trailing whitespace");
    }
    String messages = container.terminationMessagePolicy();
    if (messages.isEmpty()) {
      errors.required(path.child("terminationMessagePolicy"));
    } else if (!MESSAGE_POLICIES.contains(messages)) {
      errors.notSupported(path.child("terminationMessagePolicy"), messages, MESSAGE_POLICIES);
    }
    checkPorts(container.ports(), path.child("ports"));
    EnvironmentValidation.check(container.env(), path.child("env"), errors);
    EnvironmentValidation.checkSources(container.envFrom(), path.child("envFrom"), errors);
    checkMounts(container, path.child("volumeMounts"));
    checkDevices(container, path.child("volumeDevices"));
    if (container.imagePullPolicy().isEmpty()) {
      errors.required(path.child("imagePullPolicy"));
    } else if (!PULL_POLICIES.contains(container.imagePullPolicy())) {
      errors.notSupported(
          path.child("imagePullPolicy"), container.imagePullPolicy(), PULL_POLICIES);
    }
    ResourceValidation.check(container.resources(), path.child("resources"), errors);
    checkClaims(container.resources().claims(), path.child("resources").child("claims"));
    RestartValidation.checkResize(
        container.resizePolicy(), spec.restartPolicy(), path.child("resizePolicy"), errors);
    boolean hostUsers = !Boolean.FALSE.equals(spec.hostUsers());
    SecurityValidation.check(
        container.securityContext(), hostUsers, path.child("securityContext"), errors);
  }

  private void checkRunning(Container container, boolean probes, Path path) {
    if (!probes) {
      return;
    }
    ProbeValidation checks = new ProbeValidation(spec.terminationGracePeriodSeconds(), errors);
    checks.checkLifecycle(container.lifecycle(), path.child("lifecycle"));
    checks.checkLiveness(container.livenessProbe(), path.child("livenessProbe"));
    checks.checkReadiness(container.readinessProbe(), path.child("readinessProbe"));
    checks.checkStartup(container.startupProbe(), path.child("startupProbe"));
  }

  private void forbidInInit(@Nullable Object value, Path path) {
    if (value != null) {
      errors.forbidden(path, "may not be set for init containers without restartPolicy=Always");
    }
  }

  private void forbidInEphemeral(boolean given, Path path) {
    if (given) {
      errors.forbidden(path, "cannot be set for an Ephemeral Container");
    }
  }

  private void checkPorts(List<ContainerPort> ports, Path path) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      ContainerPort port = ports.get(i);
      Path at = path.index(i);
      if (!port.name().isEmpty()) {
        List<String> wrong = Formats.portName(port.name());
        errors.invalid(at.child("name"), port.name(), wrong);
        if (wrong.isEmpty() && !names.add(port.name())) {
          errors.duplicate(at.child("name"), port.name());
        }
      }
      if (port.containerPort() == 0) {
        errors.required(at.child("containerPort"));
      } else {
        errors.invalid(
            at.child("containerPort"), port.containerPort(), Formats.port(port.containerPort()));
      }
      if (port.hostPort() != 0) {
        errors.invalid(at.child("hostPort"), port.hostPort(), Formats.port(port.hostPort()));
      }
      if (port.protocol().isEmpty()) {
        errors.required(at.child("protocol"));
      } else if (!PROTOCOLS.contains(port.protocol())) {
        errors.notSupported(at.child("protocol"), port.protocol(), PROTOCOLS);
      }
    }
  }

  private void checkUnique(List<ContainerPort> ports, Set<String> hostPorts, Path path) {
    for (int i = 0; i < ports.size(); i++) {
      ContainerPort port = ports.get(i);
      String key = port.protocol() + "/" + port.hostIP() + "/" + port.hostPort();
      if (port.hostPort() != 0 && !hostPorts.add(key)) {
        errors.duplicate(path.index(i).child("hostPort"), key);
      }
    }
  }

  private void checkMounts(Container container, Path path) {
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < container.volumeMounts().size(); i++) {
      VolumeMount mount = container.volumeMounts().get(i);
      Path at = path.index(i);
      if (mount.name().isEmpty()) {
        errors.required(at.child("name"));
      }
      Volume volume = volumes.get(mount.name());
      if (volume == null) {
        errors.notFound(at.child("name"), mount.name());
      }
      if (mount.mountPath().isEmpty()) {
        errors.required(at.child("mountPath"));
      } else if (!paths.add(mount.mountPath())) {
        errors.invalid(at.child("mountPath"), mount.mountPath(), "must be unique");
      }
      if (container.volumeDevices().stream()
          .anyMatch(device -> device.devicePath().equals(mount.mountPath()))) {
        errors.invalid(
            at.child("mountPath"),
            mount.mountPath(),
            "must not already exist as a path in volumeDevices");
      }
      // Upstream leaves the index out from here on.
      VolumeValidation.checkBelow(mount.subPath(), path.child("subPath"), errors);
      if (!mount.subPath().isEmpty() && !mount.subPathExpr().isEmpty()) {
        errors.invalid(
            path.child("subPathExpr"),
            mount.subPathExpr(),
            "subPathExpr and subPath are mutually exclusive");
      }
      VolumeValidation.checkBelow(mount.subPathExpr(), path.child("subPathExpr"), errors);
      checkPropagation(mount, container.securityContext(), path.child("mountPropagation"));
      checkRecursive(mount, path.child("recursiveReadOnly"));
    }
  }

  private void checkPropagation(VolumeMount mount, @Nullable SecurityContext context, Path path) {
    String propagation = mount.mountPropagation();
    if (propagation == null) {
      return;
    }
    if (!PROPAGATIONS.contains(propagation)) {
      errors.notSupported(path, propagation, PROPAGATIONS);
    } else if (propagation.equals("Bidirectional")
        && (context == null || !Boolean.TRUE.equals(context.privileged()))) {
      errors.forbidden(
          path, "Bidirectional mount propagation is available only to privileged containers");
    }
  }

  private void checkRecursive(VolumeMount mount, Path path) {
    String recursive = mount.recursiveReadOnly();
    if (recursive == null || recursive.isEmpty() || recursive.equals("Disabled")) {
      return;
    }
    if (!RECURSIVE.contains(recursive)) {
      errors.notSupported(path, recursive, RECURSIVE);
      return;
    }
    if (!mount.readOnly()) {
      errors.forbidden(path, "may only be specified when readOnly is true");
    }
    if (mount.mountPropagation() != null && !mount.mountPropagation().equals("None")) {
      errors.forbidden(
          path, "may only be specified when mountPropagation is None or not specified");
    }
  }

  /// Reports claims that the pod does not have, or that the container has already.
  private void checkClaims(List<ResourceClaim> claims, Path path) {
    Set<String> known = new TreeSet<>();
    spec.resourceClaims().forEach(claim -> known.add(claim.name()));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < claims.size(); i++) {
      ResourceClaim claim = claims.get(i);
      String name = claim.request().isEmpty() ? claim.name() : claim.name() + "/" + claim.request();
      if (claim.name().isEmpty()) {
        errors.required(path.index(i));
        continue;
      }
      if (!names.add(name)) {
        errors.duplicate(path.index(i), name);
      }
      if (!known.contains(claim.name())) {
        errors.notFound(
            path.index(i),
            claim.name(),
            "must be one of the names in pod.spec.resourceClaims"
                + (known.isEmpty() ? " which is empty" : ": " + String.join(", ", known)));
      }
    }
  }

  private void checkDevices(Container container, Path path) {
    Set<String> names = new HashSet<>();
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < container.volumeDevices().size(); i++) {
      VolumeDevice device = container.volumeDevices().get(i);
      Path at = path.index(i);
      if (device.name().isEmpty()) {
        errors.required(at.child("name"));
      } else if (!names.add(device.name())) {
        errors.invalid(at.child("name"), device.name(), "must be unique");
      }
      Volume volume = volumes.get(device.name());
      if (volume == null) {
        errors.notFound(at.child("name"), device.name());
      } else if (volume.persistentVolumeClaim() == null && volume.ephemeral() == null) {
        errors.invalid(
            at.child("name"),
            device.name(),
            "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
      }
      if (device.devicePath().isEmpty()) {
        errors.required(at.child("devicePath"));
      } else if (!paths.add(device.devicePath())) {
        errors.invalid(at.child("devicePath"), device.devicePath(), "must be unique");
      }
      if (device.devicePath().contains("..")) {
        errors.invalid(
            at.child("devicePath"), device.devicePath(), "can not contain backsteps ('..')");
      }
    }
  }
}
