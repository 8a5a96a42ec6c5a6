package io.kubejar.scheduler.snapshot;

import io.kubejar.api.core.v1.Affinity;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A pod with what plugins need of it worked out once.
public final class PodInfo {
  /// A port that the pod takes on its node.
  public record HostPort(String address, String protocol, int port) {
    /// Whether both can't be on one node.
    public boolean clashes(HostPort other) {
      return port == other.port
          && protocol.equals(other.protocol)
          && (address.equals(other.address)
              || address.equals("0.0.0.0")
              || other.address.equals("0.0.0.0"));
    }
  }

  private final Pod pod;
  private final Amounts requests;
  private final Amounts scoringRequests;
  private final List<HostPort> hostPorts;
  private final AffinityTerms affinity;
  private final String controllerUid;

  public PodInfo(Pod pod) {
    this.pod = pod;
    this.requests = requests(pod.spec(), false);
    this.scoringRequests = requests(pod.spec(), true);
    this.hostPorts = hostPorts(pod.spec());
    Affinity given = pod.spec().affinity();
    this.affinity = given == null ? AffinityTerms.NONE : AffinityTerms.of(pod, given);
    this.controllerUid = controllerUid(pod);
  }

  public Pod pod() {
    return pod;
  }

  /// What the pod asks for: the sum of its containers, or its largest init container if that is
  /// more, and the overhead.
  public Amounts requests() {
    return requests;
  }

  /// The requests with a little assumed where there are none.
  public Amounts scoringRequests() {
    return scoringRequests;
  }

  public List<HostPort> hostPorts() {
    return hostPorts;
  }

  public AffinityTerms affinity() {
    return affinity;
  }

  public boolean hasAffinity() {
    return affinity != AffinityTerms.NONE;
  }

  /// The controller that made the pod; empty for none.
  public String controllerUid() {
    return controllerUid;
  }

  /// The pod's priority; 0 when it has none.
  public int priority() {
    Integer priority = pod.spec().priority();
    return priority == null ? 0 : priority;
  }

  boolean terminating() {
    return pod.metadata().deletionTimestamp() != null;
  }

  private static String controllerUid(Pod pod) {
    for (OwnerReference owner : pod.metadata().ownerReferences()) {
      if (Boolean.TRUE.equals(owner.controller())) {
        return owner.uid();
      }
    }
    return "";
  }

  private static Amounts requests(PodSpec spec, boolean defaults) {
    Amounts running = new Amounts();
    for (Container container : spec.containers()) {
      running.add(requests(container, defaults));
    }
    Amounts sidecars = new Amounts();
    Amounts starting = new Amounts();
    for (Container container : spec.initContainers()) {
      Amounts own = requests(container, defaults);
      if ("Always".equals(container.restartPolicy())) {
        sidecars.add(own);
        starting.atLeast(sidecars);
      } else {
        own.add(sidecars);
        starting.atLeast(own);
      }
    }
    running.add(sidecars);
    running.atLeast(starting);
    if (spec.resources() != null) {
      overrideWith(running, spec.resources().requests());
    }
    running.add(Amounts.of(spec.overhead()));
    return running;
  }

  private static void overrideWith(Amounts amounts, Map<String, Quantity> podLevel) {
    Amounts own = Amounts.of(podLevel);
    amounts.milliCpu = podLevel.containsKey("cpu") ? own.milliCpu : amounts.milliCpu;
    amounts.memory = podLevel.containsKey("memory") ? own.memory : amounts.memory;
  }

  private static Amounts requests(Container container, boolean defaults) {
    Amounts own =
        container.resources() == null
            ? new Amounts()
            : Amounts.of(container.resources().requests());
    return defaults ? own.orDefaults() : own;
  }

  private static List<HostPort> hostPorts(PodSpec spec) {
    List<HostPort> ports = new ArrayList<>();
    for (Container container : spec.containers()) {
      addHostPorts(container, ports);
    }
    for (Container container : spec.initContainers()) {
      if ("Always".equals(container.restartPolicy())) {
        addHostPorts(container, ports);
      }
    }
    return List.copyOf(ports);
  }

  private static void addHostPorts(Container container, List<HostPort> ports) {
    for (ContainerPort port : container.ports()) {
      if (port.hostPort() > 0) {
        ports.add(
            new HostPort(
                port.hostIP().isEmpty() ? "0.0.0.0" : port.hostIP(),
                port.protocol().isEmpty() ? "TCP" : port.protocol(),
                port.hostPort()));
      }
    }
  }
}
