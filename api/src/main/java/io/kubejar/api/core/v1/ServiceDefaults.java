package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.value.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that services have where none are given.
final class ServiceDefaults {
  private static final int AFFINITY_SECONDS = 3 * 60 * 60;

  private ServiceDefaults() {}

  static Service of(Service service) {
    ServiceSpec spec = service.spec();
    String type = orElse(spec.type(), "ClusterIP");
    boolean balanced = type.equals("LoadBalancer");
    boolean outside =
        balanced
            || type.equals("NodePort")
            || type.equals("ClusterIP") && !spec.externalIPs().isEmpty();
    String affinity = orElse(spec.sessionAffinity(), "None");
    return service.with(
        draft -> {
          draft.spec(
              s -> {
                s.type(type)
                    .sessionAffinity(affinity)
                    .sessionAffinityConfig(config(affinity, spec.sessionAffinityConfig()))
                    .ports(each(spec.ports(), ServiceDefaults::of));
                if (outside) {
                  s.externalTrafficPolicy(orElse(spec.externalTrafficPolicy(), "Cluster"));
                }
                if (!type.equals("ExternalName")) {
                  s.internalTrafficPolicy(orElse(spec.internalTrafficPolicy(), "Cluster"));
                }
                if (balanced) {
                  s.allocateLoadBalancerNodePorts(
                      orElse(spec.allocateLoadBalancerNodePorts(), Boolean.TRUE));
                }
              });
          if (balanced) {
            draft.status(
                s ->
                    s.loadBalancer(
                        l ->
                            l.ingress(
                                each(
                                    service.status().loadBalancer().ingress(),
                                    ServiceDefaults::of))));
          }
        });
  }

  /// The primary address in both places where it is written.
  static ServiceSpec normalized(ServiceSpec spec, @Nullable ServiceSpec old) {
    String single = spec.clusterIP();
    List<String> list = spec.clusterIPs();
    if (old == null) {
      return !single.isEmpty() && list.isEmpty()
          ? spec.with(draft -> draft.clusterIPs(single))
          : spec;
    }
    boolean sameList = list.equals(old.clusterIPs());
    if (!single.equals(old.clusterIP()) && sameList) {
      return spec.with(draft -> draft.clusterIPs(single.isEmpty() ? List.of() : List.of(single)));
    }
    if (single.isEmpty() && list.isEmpty() && needsAddress(spec) && needsAddress(old)) {
      return spec.with(draft -> draft.clusterIP(old.clusterIP()).clusterIPs(old.clusterIPs()));
    }
    if (!single.isEmpty() && list.isEmpty()) {
      return spec.with(draft -> draft.clusterIPs(single));
    }
    return spec;
  }

  static boolean needsAddress(ServiceSpec spec) {
    return !spec.type().equals("ExternalName");
  }

  private static ServicePort of(ServicePort port) {
    boolean open =
        port.targetPort().equals(IntOrString.ZERO) || port.targetPort().equals(IntOrString.of(""));
    return port.with(
        draft -> {
          draft.protocol(orElse(port.protocol(), "TCP"));
          if (open) {
            draft.targetPort(IntOrString.of(port.port()));
          }
        });
  }

  private static LoadBalancerIngress of(LoadBalancerIngress ingress) {
    return !ingress.ip().isEmpty() && ingress.ipMode() == null
        ? ingress.with(draft -> draft.ipMode("VIP"))
        : ingress;
  }

  private static @Nullable SessionAffinityConfig config(
      String affinity, @Nullable SessionAffinityConfig given) {
    if (affinity.equals("None")) {
      return null;
    }
    ClientIPConfig client = given == null ? null : given.clientIP();
    if (!affinity.equals("ClientIP") || client != null && client.timeoutSeconds() != null) {
      return given;
    }
    return SessionAffinityConfig.builder()
        .clientIP(ClientIPConfig.builder().timeoutSeconds(AFFINITY_SECONDS).build())
        .build();
  }
}
