package io.kubejar.controllers.runtime;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodIP;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.value.IntOrString;
import io.kubejar.client.EventHandler;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which pods stand behind a service, under which addresses and ports.
public final class ServicePods {
  private ServicePods() {}

  /// Whether the service's endpoints are made from its pods.
  public static boolean selects(Service service) {
    return !service.spec().selector().isEmpty() && !service.spec().type().equals("ExternalName");
  }

  /// Whether a cluster IP stands for the service.
  public static boolean hasClusterIp(Service service) {
    String ip = service.spec().clusterIP();
    return !ip.isEmpty() && !ip.equals("None");
  }

  /// Whether the service's selector matches labels; one without pairs matches nothing.
  public static boolean matches(Service service, Map<String, String> labels) {
    Map<String, String> selector = service.spec().selector();
    if (selector.isEmpty() || labels.isEmpty()) {
      return false;
    }
    for (Map.Entry<String, String> pair : selector.entrySet()) {
      if (!pair.getValue().equals(labels.get(pair.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /// The service's pods.
  public static List<Pod> of(Service service, Lister<Pod> pods) {
    return pods.list(service.metadata().namespace()).stream()
        .filter(pod -> matches(service, pod.metadata().labels()))
        .toList();
  }

  /// Whether a pod can be reached: with an address, not finished, and not terminating unless asked.
  public static boolean isReachable(Pod pod, boolean evenTerminating) {
    return !Pods.isFinished(pod)
        && (!pod.status().podIP().isEmpty() || !pod.status().podIPs().isEmpty())
        && (evenTerminating || !Pods.isTerminating(pod));
  }

  /// The pod's addresses of an IP family.
  public static List<String> addresses(Pod pod, boolean ipv6) {
    return (pod.status().podIPs().isEmpty()
            ? Stream.of(pod.status().podIP())
            : pod.status().podIPs().stream().map(PodIP::ip))
        .filter(ip -> !ip.isEmpty() && ip.contains(":") == ipv6)
        .toList();
  }

  /// The pod's hostname when it is to be known below the service's name, otherwise empty.
  public static String hostname(Service service, Pod pod) {
    boolean below = pod.spec().subdomain().equals(service.metadata().name());
    return below ? pod.spec().hostname() : "";
  }

  /// The pod's port for a port of the service; null when no container names it.
  public static @Nullable Integer targetPort(Pod pod, ServicePort port) {
    return switch (port.targetPort()) {
      case IntOrString.Int(int number) -> number == 0 ? port.port() : number;
      case IntOrString.Text(String name) -> named(pod, name, port.protocol());
    };
  }

  private static @Nullable Integer named(Pod pod, String name, String protocol) {
    Stream<Container> sidecars =
        pod.spec().initContainers().stream().filter(each -> "Always".equals(each.restartPolicy()));
    return Stream.concat(pod.spec().containers().stream(), sidecars)
        .flatMap(container -> container.ports().stream())
        .filter(port -> port.name().equals(name) && port.protocol().equals(protocol))
        .map(ContainerPort::containerPort)
        .findFirst()
        .orElse(null);
  }

  /// A handler of pods that is told of the services whose endpoints a change may touch.
  public static EventHandler<Pod> handler(Lister<Service> services, Consumer<Key> changed) {
    return Changes.of(
        pod -> notifyOf(services, pod, pod, changed),
        (old, pod) -> {
          if (touchesEndpoints(old, pod)) {
            notifyOf(services, old, pod, changed);
          }
        },
        pod -> notifyOf(services, pod, pod, changed));
  }

  private static void notifyOf(Lister<Service> services, Pod old, Pod pod, Consumer<Key> changed) {
    Map<String, String> labels = pod.metadata().labels();
    Map<String, String> oldLabels = old.metadata().labels();
    for (Service service : services.list(pod.metadata().namespace())) {
      if (matches(service, labels) || matches(service, oldLabels)) {
        changed.accept(Key.of(service));
      }
    }
  }

  private static boolean touchesEndpoints(Pod old, Pod pod) {
    return Pods.isTerminating(old) != Pods.isTerminating(pod)
        || Pods.isReady(old) != Pods.isReady(pod)
        || Pods.isFinished(old) != Pods.isFinished(pod)
        || !old.status().podIP().equals(pod.status().podIP())
        || !old.status().podIPs().equals(pod.status().podIPs())
        || !old.spec().nodeName().equals(pod.spec().nodeName())
        || !old.spec().hostname().equals(pod.spec().hostname())
        || !old.spec().subdomain().equals(pod.spec().subdomain())
        || !Objects.equals(old.metadata().labels(), pod.metadata().labels());
  }
}
