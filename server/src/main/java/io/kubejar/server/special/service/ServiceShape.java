package io.kubejar.server.special.service;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.core.v1.ServiceSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// What a service's type makes of its fields: which it needs, and which it inherits or loses when
/// the type changes.
final class ServiceShape {
  static final String NONE = "None";

  private ServiceShape() {}

  static boolean needsAddress(ServiceSpec spec) {
    return !spec.type().equals("ExternalName");
  }

  static boolean isHeadless(ServiceSpec spec) {
    return needsAddress(spec)
        && (spec.clusterIP().equals(NONE) || spec.clusterIPs().equals(List.of(NONE)));
  }

  static boolean needsNodePorts(ServiceSpec spec) {
    return spec.type().equals("NodePort")
        || (spec.type().equals("LoadBalancer")
            && !Boolean.FALSE.equals(spec.allocateLoadBalancerNodePorts()));
  }

  static boolean mayHaveNodePorts(ServiceSpec spec) {
    return spec.type().equals("NodePort") || spec.type().equals("LoadBalancer");
  }

  static boolean needsHealthCheckPort(ServiceSpec spec) {
    return spec.type().equals("LoadBalancer") && spec.externalTrafficPolicy().equals("Local");
  }

  /// The old spelling of the address and the new one made to say the same.
  static ServiceSpec withBothAddresses(ServiceSpec spec) {
    if (spec.clusterIPs().isEmpty() && !spec.clusterIP().isEmpty()) {
      return spec.with(it -> it.clusterIPs(spec.clusterIP()));
    }
    if (spec.clusterIP().isEmpty() && !spec.clusterIPs().isEmpty()) {
      return spec.with(it -> it.clusterIP(spec.clusterIPs().getFirst()));
    }
    return spec;
  }

  /// The same for an update, where one of the two may have been changed only.
  static ServiceSpec withBothAddresses(ServiceSpec spec, ServiceSpec old) {
    boolean sameOne = spec.clusterIP().equals(old.clusterIP());
    boolean sameList = spec.clusterIPs().equals(old.clusterIPs());
    if (!sameOne && sameList) {
      return spec.with(
          it -> it.clusterIPs(spec.clusterIP().isEmpty() ? List.of() : List.of(spec.clusterIP())));
    }
    if (sameOne && !sameList) {
      return spec.with(
          it -> it.clusterIP(spec.clusterIPs().isEmpty() ? "" : spec.clusterIPs().getFirst()));
    }
    return withBothAddresses(spec);
  }

  /// What was given out once need not be given again by whoever updates a service.
  static ServiceSpec withInherited(ServiceSpec spec, ServiceSpec old) {
    ServiceSpec result = spec;
    if (needsAddress(old) && needsAddress(spec)) {
      if (spec.clusterIP().isEmpty() && spec.clusterIPs().isEmpty()) {
        result = result.with(it -> it.clusterIP(old.clusterIP()).clusterIPs(old.clusterIPs()));
      }
      if (spec.ipFamilies().isEmpty()) {
        result = result.with(it -> it.ipFamilies(old.ipFamilies()));
      }
      if (spec.ipFamilyPolicy() == null) {
        result = result.with(it -> it.ipFamilyPolicy(old.ipFamilyPolicy()));
      }
    }
    if (needsNodePorts(old) && needsNodePorts(spec)) {
      List<ServicePort> ports = inheritedPorts(spec.ports(), old.ports());
      result = result.with(it -> it.ports(ports));
    }
    if (needsHealthCheckPort(old)
        && needsHealthCheckPort(spec)
        && spec.healthCheckNodePort() == 0) {
      result = result.with(it -> it.healthCheckNodePort(old.healthCheckNodePort()));
    }
    return result;
  }

  private static List<ServicePort> inheritedPorts(List<ServicePort> ports, List<ServicePort> old) {
    var used = new HashSet<String>();
    for (ServicePort port : ports) {
      if (port.nodePort() != 0) {
        used.add(port.protocol() + port.nodePort());
      }
    }
    var result = new ArrayList<ServicePort>();
    for (ServicePort port : ports) {
      ServicePort inherited = port;
      if (port.nodePort() == 0) {
        for (ServicePort before : old) {
          if (before.port() == port.port()
              && before.protocol().equals(port.protocol())
              && before.nodePort() != 0
              && used.add(before.protocol() + before.nodePort())) {
            inherited = port.with(it -> it.nodePort(before.nodePort()));
            break;
          }
        }
      }
      result.add(inherited);
    }
    return result;
  }

  /// Drops what the new type does not have, as far as the update left it as it was.
  static ServiceSpec withoutLost(ServiceSpec spec, ServiceSpec old) {
    var draft = spec.toBuilder();
    if (needsAddress(old) && !needsAddress(spec)) {
      if (spec.clusterIPs().equals(old.clusterIPs()) && spec.clusterIP().equals(old.clusterIP())) {
        draft.clusterIP("").clusterIPs(List.of());
      }
      if (spec.ipFamilies().equals(old.ipFamilies())) {
        draft.ipFamilies(List.of());
      }
      if (Objects.equals(spec.ipFamilyPolicy(), old.ipFamilyPolicy())) {
        draft.ipFamilyPolicy(null);
      }
      if (Objects.equals(spec.internalTrafficPolicy(), old.internalTrafficPolicy())) {
        draft.internalTrafficPolicy(null);
      }
    }
    if (mayHaveNodePorts(old)
        && !mayHaveNodePorts(spec)
        && nodePorts(spec).equals(nodePorts(old))) {
      draft.ports(spec.ports().stream().map(port -> port.with(it -> it.nodePort(0))).toList());
    }
    if (needsHealthCheckPort(old)
        && !needsHealthCheckPort(spec)
        && spec.healthCheckNodePort() == old.healthCheckNodePort()) {
      draft.healthCheckNodePort(0);
    }
    boolean wasBalanced = old.type().equals("LoadBalancer");
    boolean isBalanced = spec.type().equals("LoadBalancer");
    if (wasBalanced && !isBalanced) {
      if (Objects.equals(
          spec.allocateLoadBalancerNodePorts(), old.allocateLoadBalancerNodePorts())) {
        draft.allocateLoadBalancerNodePorts(null);
      }
      if (Objects.equals(spec.loadBalancerClass(), old.loadBalancerClass())) {
        draft.loadBalancerClass(null);
      }
    }
    if (mayHaveNodePorts(old)
        && !mayHaveNodePorts(spec)
        && spec.externalIPs().isEmpty()
        && spec.externalTrafficPolicy().equals(old.externalTrafficPolicy())) {
      draft.externalTrafficPolicy("");
    }
    return draft.build();
  }

  private static List<Integer> nodePorts(ServiceSpec spec) {
    return spec.ports().stream().map(ServicePort::nodePort).toList();
  }

  static Service with(Service service, ServiceSpec spec) {
    return spec.equals(service.spec()) ? service : service.with(it -> it.spec(spec));
  }
}
