package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.value.Quantity;
import io.kubejar.linux.CgroupLimits;
import io.kubejar.linux.Cgroups;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The control group of each pod: below its class of service, with the limits of the whole pod.
public final class PodCgroups {
  private final @Nullable Cgroups cgroups;
  private final String root;

  private PodCgroups(@Nullable Cgroups cgroups, String root) {
    this.cgroups = cgroups;
    this.root = root;
  }

  /// Those below a root such as `/kubejar-1a2b/kubepods`.
  public static PodCgroups below(Cgroups cgroups, String root) {
    return new PodCgroups(cgroups, root);
  }

  /// None: the runtime puts containers where it likes.
  public static PodCgroups none() {
    return new PodCgroups(null, "");
  }

  /// Makes a pod's group; null when there are none.
  @Nullable String create(Pod pod) {
    if (cgroups == null) {
      return null;
    }
    Map<String, Quantity> limits = PodResources.limits(pod);
    Map<String, Quantity> requests = PodResources.requests(pod);
    Quantity cpu = PodResources.quantity(limits, "cpu");
    long memory = PodResources.quantity(limits, "memory").value();
    String group = path(pod);
    cgroups.create(
        group,
        new CgroupLimits(
            PodResources.shares(PodResources.quantity(requests, "cpu")),
            cpu.isZero() ? 0 : PodResources.quota(cpu),
            memory,
            0));
    return group;
  }

  void delete(Pod pod) {
    if (cgroups != null) {
      cgroups.delete(path(pod));
    }
  }

  private String path(Pod pod) {
    String name = "pod" + pod.metadata().uid();
    return switch (PodResources.qos(pod)) {
      case "Guaranteed" -> root + "/" + name;
      case "BestEffort" -> root + "/besteffort/" + name;
      default -> root + "/burstable/" + name;
    };
  }
}
