package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.Differences;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/// The rules for changes of pods, of which little may change.
final class PodUpdateValidation {
  private static final Path SPEC = PodValidation.SPEC;

  private PodUpdateValidation() {}

  static void check(Pod pod, Pod old, FieldErrors errors) {
    PodSpec spec = pod.spec();
    PodSpec before = old.spec();
    if (spec.containers().size() != before.containers().size()) {
      errors.forbidden(SPEC.child("containers"), "pod updates may not add or remove containers");
      return;
    }
    if (spec.initContainers().size() != before.initContainers().size()) {
      errors.forbidden(
          SPEC.child("initContainers"), "pod updates may not add or remove containers");
      return;
    }
    checkImages(spec.containers(), SPEC.child("containers"), errors);
    checkImages(spec.initContainers(), SPEC.child("initContainers"), errors);
    if (!mayContinue(spec, before, SPEC.child("activeDeadlineSeconds"), errors)) {
      return;
    }
    checkGates(spec.schedulingGates(), before.schedulingGates(), errors);
    if (!keepsTolerations(spec.tolerations(), before.tolerations())) {
      errors.forbidden(
          SPEC.child("tolerations"),
          "existing toleration can not be modified except its tolerationSeconds");
    }
    PodSpec fixed = withoutChangeable(spec, before);
    if (!fixed.equals(before)) {
      errors.forbidden(
          SPEC,
          "pod updates may not change fields other than `spec.containers[*].image`,"
              + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations`"
              + " (only additions to existing tolerations),`spec.terminationGracePeriodSeconds`"
              + " (allow it to be set to 1 if it was previously negative)\n"
              + Differences.text(before, fixed));
    }
  }

  static void checkStatus(Pod pod, Pod old, FieldErrors errors) {
    Path status = Path.of("status");
    String nominated = pod.status().nominatedNodeName();
    if (!nominated.isEmpty()) {
      errors.invalid(status.child("nominatedNodeName"), nominated, Formats.dnsSubdomain(nominated));
    }
    String policy = old.spec().restartPolicy();
    PodStatus before = old.status();
    checkEnded(
        pod.status().containerStatuses(),
        before.containerStatuses().stream()
            .filter(each -> !hasOwnPolicy(old.spec().containers(), each.name()))
            .toList(),
        policy,
        status.child("containerStatuses"),
        errors);
    checkEnded(
        pod.status().ephemeralContainerStatuses(),
        before.ephemeralContainerStatuses(),
        "Never",
        status.child("ephemeralContainerStatuses"),
        errors);
    checkAddresses(
        pod.status().podIPs().stream().map(PodIP::ip).toList(), status.child("podIPs"), errors);
    checkAddresses(
        pod.status().hostIPs().stream().map(HostIP::ip).toList(), status.child("hostIPs"), errors);
    if (!pod.spec().nodeName().equals(old.spec().nodeName())) {
      errors.forbidden(status.child("nodeName"), "may not be changed directly");
    }
  }

  /// Reports changes through the subresource of ephemeral containers.
  static void checkEphemeral(Pod pod, Pod old, FieldErrors errors) {
    Path path = SPEC.child("ephemeralContainers");
    for (EphemeralContainer before : old.spec().ephemeralContainers()) {
      EphemeralContainer now =
          pod.spec().ephemeralContainers().stream()
              .filter(each -> each.name().equals(before.name()))
              .findFirst()
              .orElse(null);
      if (now == null) {
        errors.forbidden(
            path, "existing ephemeral containers \"" + before.name() + "\" may not be removed\n");
      } else if (!now.equals(before)) {
        errors.forbidden(
            path,
            "existing ephemeral containers \""
                + before.name()
                + "\" may not be changed\n"
                + Differences.text(before, now));
      }
    }
  }

  /// Whether a container says itself when it is started again.
  private static boolean hasOwnPolicy(List<Container> containers, String name) {
    return containers.stream()
        .anyMatch(each -> each.name().equals(name) && each.restartPolicy() != null);
  }

  /// Containers that ended, and that the policy does not start again, stay ended.
  private static void checkEnded(
      List<ContainerStatus> statuses,
      List<ContainerStatus> old,
      String policy,
      Path path,
      FieldErrors errors) {
    if (policy.equals("Always")) {
      return;
    }
    for (int i = 0; i < old.size(); i++) {
      ContainerStatus before = old.get(i);
      ContainerStateTerminated ended = before.state().terminated();
      boolean again = policy.equals("OnFailure") && ended != null && ended.exitCode() != 0;
      boolean revived =
          statuses.stream()
              .anyMatch(
                  each -> each.name().equals(before.name()) && each.state().terminated() == null);
      if (ended != null && !again && revived) {
        errors.forbidden(
            path.index(i).child("state"), "may not be transitioned to non-terminated state");
      }
    }
  }

  private static void checkAddresses(List<String> addresses, Path path, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < addresses.size(); i++) {
      errors.invalid(path.index(i), addresses.get(i), Addresses.address(addresses.get(i)));
      if (!seen.add(addresses.get(i))) {
        errors.duplicate(path.index(i), addresses.get(i));
      }
    }
    if (addresses.size() == 2
        && Addresses.isIpv6(addresses.getFirst()) == Addresses.isIpv6(addresses.getLast())) {
      errors.invalid(path, addresses, "may specify no more than one IP for each IP family");
    }
  }

  private static void checkImages(List<Container> containers, Path path, FieldErrors errors) {
    for (int i = 0; i < containers.size(); i++) {
      String image = containers.get(i).image();
      if (image.isEmpty()) {
        errors.required(path.index(i).child("image"));
      } else if (!image.equals(image.strip())) {
        errors.invalid(
            path.index(i).child("image"), image, "must not have leading or trailing whitespace");
      }
    }
  }

  /// Whether the deadline is set at most once and then only lowered.
  private static boolean mayContinue(PodSpec spec, PodSpec old, Path path, FieldErrors errors) {
    Long now = spec.activeDeadlineSeconds();
    Long before = old.activeDeadlineSeconds();
    if (now == null) {
      if (before != null) {
        errors.invalid(path, null, "must not update from a positive integer to nil value");
      }
      return true;
    }
    if (now < 0 || now > Integer.MAX_VALUE) {
      errors.invalid(path, now, Formats.range(now, 0, Integer.MAX_VALUE));
      return false;
    }
    if (before != null && before < now) {
      errors.invalid(path, now, "must be less than or equal to previous value");
      return false;
    }
    return true;
  }

  private static void checkGates(
      List<PodSchedulingGate> gates, List<PodSchedulingGate> old, FieldErrors errors) {
    for (int i = 0; i < gates.size(); i++) {
      if (!old.contains(gates.get(i))) {
        errors.forbidden(
            SPEC.child("schedulingGates").index(i).child("name"),
            "only deletion is allowed, but found new scheduling gate '"
                + gates.get(i).name()
                + "'");
      }
    }
  }

  private static boolean keepsTolerations(List<Toleration> now, List<Toleration> old) {
    List<Toleration> bare = now.stream().map(PodUpdateValidation::withoutSeconds).toList();
    return old.stream().allMatch(each -> bare.contains(withoutSeconds(each)));
  }

  private static Toleration withoutSeconds(Toleration toleration) {
    return toleration.with(draft -> draft.tolerationSeconds(null));
  }

  private static PodSpec withoutChangeable(PodSpec spec, PodSpec old) {
    Long grace = old.terminationGracePeriodSeconds();
    Long newGrace = spec.terminationGracePeriodSeconds();
    boolean gated = !old.schedulingGates().isEmpty();
    return spec.with(
        draft -> {
          draft
              .containers(merged(spec.containers(), old.containers(), PodUpdateValidation::image))
              .initContainers(
                  merged(spec.initContainers(), old.initContainers(), PodUpdateValidation::image))
              .activeDeadlineSeconds(old.activeDeadlineSeconds())
              .tolerations(old.tolerations())
              .schedulingGates(old.schedulingGates());
          if (grace != null && grace < 0 && newGrace != null && newGrace == 1) {
            draft.terminationGracePeriodSeconds(grace);
          }
          if (gated && spec.nodeSelector().entrySet().containsAll(old.nodeSelector().entrySet())) {
            draft.nodeSelector(old.nodeSelector());
          }
        });
  }

  private static Container image(Container container, Container old) {
    return container.with(draft -> draft.image(old.image()));
  }

  private static List<Container> merged(
      List<Container> now, List<Container> old, BiFunction<Container, Container, Container> merge) {
    List<Container> merged = new ArrayList<>(now.size());
    for (int i = 0; i < now.size(); i++) {
      merged.add(merge.apply(now.get(i), old.get(i)));
    }
    return merged;
  }
}
