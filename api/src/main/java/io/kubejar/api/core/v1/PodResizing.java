package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for a pod that is given other amounts of CPU and memory while it is there.
///
/// What else was sent is forgotten, unless containers came, went or moved, so that nobody can tell
/// which is which.
public final class PodResizing {
  private static final Set<String> MUTABLE = Set.of("cpu", "memory");
  private static final String MIRROR = "kubernetes.io/config.mirror";

  /// How upstream writes that no place is meant.
  private static final Path NOWHERE = Path.ROOT.key("");

  private PodResizing() {}

  /// The old pod with the resources that were asked for.
  public static Pod prepared(Pod wanted, Pod old) {
    PodSpec spec = wanted.spec();
    if (!sameNames(spec.containers(), old.spec().containers())
        || !sameNames(spec.initContainers(), old.spec().initContainers())) {
      return old.with(it -> it.spec(spec));
    }
    List<Container> containers = resized(old.spec().containers(), spec.containers());
    List<Container> init = resized(old.spec().initContainers(), spec.initContainers());
    return old.with(
        it ->
            it.spec(
                all ->
                    all.containers(containers).initContainers(init).resources(spec.resources())));
  }

  private static boolean sameNames(List<Container> wanted, List<Container> old) {
    return names(wanted).equals(names(old));
  }

  private static List<String> names(List<Container> containers) {
    return containers.stream().map(Container::name).toList();
  }

  private static List<Container> resized(List<Container> old, List<Container> wanted) {
    List<Container> result = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      Container asked = wanted.get(i);
      result.add(
          old.get(i)
              .with(it -> it.resources(asked.resources()).resizePolicy(asked.resizePolicy())));
    }
    return result;
  }

  /// Reports what is wrong with a pod's new resources.
  public static void check(Pod pod, Pod old, FieldErrors errors) {
    if (old.metadata().annotations().containsKey(MIRROR)) {
      errors.forbidden(NOWHERE, "static pods cannot be resized");
      return;
    }
    PodOS system = old.spec().os();
    if (system != null && system.name().equals("windows")) {
      errors.forbidden(NOWHERE, "windows pods cannot be resized");
      return;
    }
    PodValidation.check(pod, errors);
    Path path = Path.of("spec");
    String quality = old.status().qosClass();
    if (!(quality.isEmpty() ? PodQuality.of(old.spec()) : quality)
        .equals(PodQuality.of(pod.spec()))) {
      errors.invalid(path, quality, "Pod QOS Class may not change as a result of resizing");
    }
    if (!isOnNodeThatResizes(old)) {
      errors.forbidden(path, "Pod running on node without support for resize");
    }
    checkPodLevel(pod.spec().resources(), old.spec().resources(), path, errors);
    List<Container> containers = pod.spec().containers();
    List<Container> init = pod.spec().initContainers();
    boolean ordered =
        isOrdered("containers", containers, old.spec().containers(), path, errors)
            & isOrdered("initContainers", init, old.spec().initContainers(), path, errors);
    if (!ordered) {
      return;
    }
    checkKept(init, old.spec().initContainers(), path.child("initContainers"), errors);
    checkKept(containers, old.spec().containers(), path.child("containers"), errors);
    for (int i = 0; i < containers.size(); i++) {
      if (!isResizeOf(containers.get(i), old.spec().containers().get(i))) {
        errors.forbidden(path, "only cpu and memory resources are mutable");
      }
    }
    for (int i = 0; i < init.size(); i++) {
      checkInit(
          init.get(i),
          old.spec().initContainers().get(i),
          path.child("initContainers").index(i),
          errors);
    }
  }

  /// A node that resizes tells what its running containers have.
  private static boolean isOnNodeThatResizes(Pod pod) {
    for (ContainerStatus status : pod.status().containerStatuses()) {
      if (status.state().running() != null) {
        return status.resources() != null;
      }
    }
    return true;
  }

  private static void checkPodLevel(
      @Nullable ResourceRequirements asked,
      @Nullable ResourceRequirements old,
      Path spec,
      FieldErrors errors) {
    if (old == null && asked == null) {
      return;
    }
    Path path = spec.child("resources");
    if (asked == null) {
      errors.forbidden(path, "pod-level resources cannot be removed");
      return;
    }
    if (old != null && isRemoved(asked.requests(), old.requests())) {
      errors.forbidden(path.child("requests"), "pod-level resource requests cannot be removed");
    }
    if (old != null && isRemoved(asked.limits(), old.limits())) {
      errors.forbidden(path.child("limits"), "pod-level resource limits cannot be removed");
    }
    ResourceRequirements before = old == null ? ResourceRequirements.builder().build() : old;
    if (!fixed(asked).equals(fixed(before))) {
      errors.forbidden(spec, "only cpu and memory resources are mutable at pod-level");
    }
  }

  private static boolean isOrdered(
      String member, List<Container> asked, List<Container> old, Path spec, FieldErrors errors) {
    Path path = spec.child(member);
    if (asked.size() != old.size()) {
      errors.forbidden(path, member + " may not be added or removed on resize");
      return false;
    }
    boolean ordered = true;
    for (int i = 0; i < old.size(); i++) {
      if (!asked.get(i).name().equals(old.get(i).name())) {
        errors.forbidden(
            path.index(i).child("name"), member + " may not be renamed or reordered on resize");
        ordered = false;
      }
    }
    return ordered;
  }

  private static void checkKept(
      List<Container> asked, List<Container> old, Path path, FieldErrors errors) {
    for (int i = 0; i < old.size(); i++) {
      Path at = path.index(i).child("resources");
      ResourceRequirements now = asked.get(i).resources();
      ResourceRequirements before = old.get(i).resources();
      if (isRemoved(now.requests(), before.requests())) {
        errors.forbidden(at.child("requests"), "resource requests cannot be removed");
      }
      if (isRemoved(now.limits(), before.limits())) {
        errors.forbidden(at.child("limits"), "resource limits cannot be removed");
      }
    }
  }

  private static void checkInit(Container asked, Container old, Path path, FieldErrors errors) {
    if (!isResizeOf(asked, old)) {
      errors.forbidden(
          path, "only cpu and memory resources for init or sidecar containers are mutable");
    }
    boolean sidecar = "Always".equals(asked.restartPolicy());
    if (!asked.equals(old)
        && !sidecar
        && asked.resizePolicy().stream()
            .anyMatch(each -> each.restartPolicy().equals("RestartContainer"))) {
      errors.forbidden(
          path,
          "non-sidecar init containers with a resize policy of RestartContainer cannot be resized");
    }
  }

  private static boolean isRemoved(Map<String, Quantity> now, Map<String, Quantity> before) {
    return !now.keySet().containsAll(before.keySet());
  }

  /// Whether a container differs in nothing but its CPU and memory.
  private static boolean isResizeOf(Container asked, Container old) {
    return asked
        .with(it -> it.resources(fixed(asked.resources())))
        .equals(old.with(it -> it.resources(fixed(old.resources()))));
  }

  private static ResourceRequirements fixed(ResourceRequirements resources) {
    return resources.with(
        it -> it.requests(fixed(resources.requests())).limits(fixed(resources.limits())));
  }

  private static Map<String, Quantity> fixed(Map<String, Quantity> resources) {
    Map<String, Quantity> fixed = new HashMap<>(resources);
    fixed.keySet().removeAll(MUTABLE);
    return fixed;
  }
}
