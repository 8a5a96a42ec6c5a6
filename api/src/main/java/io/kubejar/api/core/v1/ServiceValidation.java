package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The rules for services, as far as they need no other object.
final class ServiceValidation {
  private static final List<String> TYPES =
      List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final List<String> FAMILIES = List.of("IPv4", "IPv6");
  private static final List<String> REACH = List.of("Cluster", "Local");
  private static final List<String> DISTRIBUTIONS =
      List.of("PreferClose", "PreferSameZone", "PreferSameNode");
  private static final String BALANCED_ONLY = "may only be used when `type` is 'LoadBalancer'";

  private final ServiceSpec spec;
  private final FieldErrors errors;
  private final Path path = Path.of("spec");

  ServiceValidation(Service service, FieldErrors errors) {
    this.spec = service.spec();
    this.errors = errors;
  }

  void check() {
    boolean headless = spec.clusterIP().equals("None");
    String type = spec.type();
    if (spec.ports().isEmpty() && !headless && !type.equals("ExternalName")) {
      errors.required(path.child("ports"));
    }
    if (headless && (type.equals("LoadBalancer") || type.equals("NodePort"))) {
      errors.invalid(
          path.child("clusterIPs").index(0),
          "None",
          "may not be set to 'None' for " + type + " services");
    }
    if (type.equals("ExternalName")) {
      checkExternalName();
    }
    checkPorts();
    ObjectMetaValidation.checkLabels(spec.selector(), path.child("selector"), errors);
    checkAffinity();
    checkAddresses();
    for (int i = 0; i < spec.externalIPs().size(); i++) {
      String address = spec.externalIPs().get(i);
      errors.invalid(path.child("externalIPs").index(i), address, Addresses.nonSpecial(address));
    }
    if (type.isEmpty()) {
      errors.required(path.child("type"));
    } else if (!TYPES.contains(type)) {
      errors.notSupported(path.child("type"), type, TYPES);
    }
    checkNodePorts();
    checkDuplicates();
    checkBalancer();
    checkTraffic();
  }

  void checkUpdate(Service old) {
    ServiceSpec before = old.spec();
    boolean addressed = ServiceDefaults.needsAddress(spec) && ServiceDefaults.needsAddress(before);
    if (addressed
        && !before.clusterIPs().isEmpty()
        && (spec.clusterIPs().isEmpty()
            || !spec.clusterIPs().getFirst().equals(before.clusterIPs().getFirst()))) {
      errors.invalid(
          path.child("clusterIPs").index(0), spec.clusterIPs(), "may not change once set");
    }
    if (spec.type().equals("LoadBalancer")
        && before.type().equals("LoadBalancer")
        && !Objects.equals(spec.loadBalancerClass(), before.loadBalancerClass())) {
      errors.invalid(
          path.child("loadBalancerClass"), spec.loadBalancerClass(), "may not change once set");
    }
  }

  static void checkStatus(Service service, FieldErrors errors) {
    Path at = Path.of("status", "loadBalancer", "ingress");
    List<LoadBalancerIngress> ingress = service.status().loadBalancer().ingress();
    if (!service.spec().type().equals("LoadBalancer") && !ingress.isEmpty()) {
      errors.forbidden(at, "may only be used when `spec.type` is 'LoadBalancer'");
      return;
    }
    for (int i = 0; i < ingress.size(); i++) {
      LoadBalancerIngress each = ingress.get(i);
      if (!each.ip().isEmpty()) {
        errors.invalid(at.index(i).child("ip"), each.ip(), Addresses.address(each.ip()));
      }
      if (!each.ip().isEmpty() && each.ipMode() == null) {
        errors.required(at.index(i).child("ipMode"), "must be specified when `ip` is set");
      } else if (each.ip().isEmpty() && each.ipMode() != null) {
        errors.forbidden(at.index(i).child("ipMode"), "may not be specified when `ip` is not set");
      } else if (each.ipMode() != null
          && !each.ipMode().equals("VIP")
          && !each.ipMode().equals("Proxy")) {
        errors.notSupported(at.index(i).child("ipMode"), each.ipMode(), List.of("Proxy", "VIP"));
      }
      if (!each.hostname().isEmpty()) {
        errors.invalid(
            at.index(i).child("hostname"), each.hostname(), Formats.dnsSubdomain(each.hostname()));
        if (Addresses.parse(each.hostname()) != null) {
          errors.invalid(
              at.index(i).child("hostname"),
              each.hostname(),
              "must be a DNS name, not an IP address");
        }
      }
    }
  }

  private void checkExternalName() {
    if (!spec.clusterIPs().isEmpty()) {
      errors.forbidden(path.child("clusterIPs"), "may not be set for ExternalName services");
    }
    String name = spec.externalName();
    if (name.isEmpty()) {
      errors.required(path.child("externalName"));
    } else {
      String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
      errors.invalid(path.child("externalName"), name, Formats.dnsSubdomain(bare));
    }
  }

  private void checkPorts() {
    Set<String> names = new HashSet<>();
    boolean several = spec.ports().size() > 1;
    for (int i = 0; i < spec.ports().size(); i++) {
      ServicePort port = spec.ports().get(i);
      Path at = path.child("ports").index(i);
      if (port.name().isEmpty()) {
        if (several) {
          errors.required(at.child("name"));
        }
      } else {
        errors.invalid(at.child("name"), port.name(), Formats.dnsLabel(port.name()));
        if (!names.add(port.name())) {
          errors.duplicate(at.child("name"), port.name());
        }
      }
      errors.invalid(at.child("port"), port.port(), Formats.port(port.port()));
      if (port.protocol().isEmpty()) {
        errors.required(at.child("protocol"));
      } else if (!PROTOCOLS.contains(port.protocol())) {
        errors.notSupported(at.child("protocol"), port.protocol(), PROTOCOLS);
      }
      ProbeValidation.checkPort(port.targetPort(), at.child("targetPort"), errors);
      String application = port.appProtocol();
      if (application != null) {
        errors.invalid(at.child("appProtocol"), application, Formats.qualifiedName(application));
      }
    }
  }

  private void checkAffinity() {
    String affinity = spec.sessionAffinity();
    SessionAffinityConfig config = spec.sessionAffinityConfig();
    Path at = path.child("sessionAffinityConfig");
    if (affinity.isEmpty()) {
      errors.required(path.child("sessionAffinity"));
    } else if (!affinity.equals("ClientIP") && !affinity.equals("None")) {
      errors.notSupported(path.child("sessionAffinity"), affinity, List.of("ClientIP", "None"));
    }
    if (affinity.equals("ClientIP")) {
      ClientIPConfig client = config == null ? null : config.clientIP();
      Integer seconds = client == null ? null : client.timeoutSeconds();
      if (config == null) {
        errors.required(at, "when session affinity type is ClientIP");
      } else if (client == null) {
        errors.required(at.child("clientIP"), "when session affinity type is ClientIP");
      } else if (seconds == null) {
        errors.required(
            at.child("clientIP").child("timeoutSeconds"), "when session affinity type is ClientIP");
      } else if (seconds <= 0 || seconds > 86400) {
        errors.invalid(
            at.child("clientIP").child("timeoutSeconds"),
            seconds,
            "must be greater than 0 and less than 86400");
      }
    } else if (affinity.equals("None") && config != null) {
      errors.forbidden(at, "must not be set when session affinity is None");
    }
  }

  /// Addresses and families, which have to be in order before addresses are given out.
  void checkAddresses() {
    if (!ServiceDefaults.needsAddress(spec)) {
      return;
    }
    for (int i = 0; i < spec.ipFamilies().size(); i++) {
      String family = spec.ipFamilies().get(i);
      Path at = path.child("ipFamilies").index(i);
      if (!FAMILIES.contains(family)) {
        errors.notSupported(at, family, FAMILIES);
      } else if (spec.ipFamilies().indexOf(family) < i) {
        errors.duplicate(at, family);
      }
    }
    String policy = spec.ipFamilyPolicy();
    List<String> policies = List.of("PreferDualStack", "RequireDualStack", "SingleStack");
    if (policy != null && !policies.contains(policy)) {
      errors.notSupported(path.child("ipFamilyPolicy"), policy, policies);
    }
    List<String> addresses = spec.clusterIPs();
    Path at = path.child("clusterIPs");
    if (!addresses.isEmpty() && !spec.clusterIP().equals(addresses.getFirst())) {
      errors.invalid(at, addresses, "first value must match `clusterIP`");
    }
    if (addresses.size() > 1 && addresses.contains("None")) {
      errors.invalid(at, addresses, "'None' must be the first and only value");
    } else if (addresses.size() > 2) {
      errors.invalid(at, addresses, "may only hold up to 2 values");
    }
    boolean wellFormed = addresses.size() <= 2;
    for (int i = 0; i < addresses.size(); i++) {
      if (!addresses.get(i).equals("None")) {
        List<String> wrong = Addresses.address(addresses.get(i));
        errors.invalid(at.index(i), addresses.get(i), wrong);
        wellFormed &= wrong.isEmpty();
      }
    }
    if (!wellFormed || addresses.contains("None")) {
      return;
    }
    if (addresses.size() == 2
        && Addresses.isIpv6(addresses.getFirst()) == Addresses.isIpv6(addresses.getLast())) {
      errors.invalid(at, addresses, "may specify no more than one IP for each IP family");
    }
    for (int i = 0; i < addresses.size(); i++) {
      checkFamily(addresses.get(i), i, at.index(i));
    }
  }

  private void checkFamily(String address, int index, Path at) {
    if (index >= spec.ipFamilies().size()) {
      return;
    }
    String family = spec.ipFamilies().get(index);
    boolean ipv6 = Addresses.isIpv6(address);
    if (FAMILIES.contains(family) && ipv6 != family.equals("IPv6")) {
      errors.invalid(
          at,
          address,
          "expected an " + family + " value as indicated by `ipFamilies[" + index + "]`");
    }
  }

  private void checkNodePorts() {
    if (!spec.type().equals("ClusterIP") && !spec.type().equals("ExternalName")) {
      return;
    }
    for (int i = 0; i < spec.ports().size(); i++) {
      if (spec.ports().get(i).nodePort() > 0) {
        errors.forbidden(
            path.child("ports").index(i).child("nodePort"),
            "may not be used when `type` is '" + spec.type() + "'");
      }
    }
  }

  private void checkDuplicates() {
    Set<String> nodePorts = new HashSet<>();
    Set<String> ports = new HashSet<>();
    for (int i = 0; i < spec.ports().size(); i++) {
      ServicePort port = spec.ports().get(i);
      Path at = path.child("ports").index(i);
      if (port.nodePort() != 0 && !nodePorts.add(port.protocol() + port.nodePort())) {
        errors.duplicate(at.child("nodePort"), port.nodePort());
      }
      if (!ports.add(port.protocol() + port.port())) {
        errors.duplicate(
            at,
            FieldErrors.plain(
                ServicePort.builder().protocol(port.protocol()).port(port.port()).build()));
      }
    }
  }

  private void checkBalancer() {
    boolean balanced = spec.type().equals("LoadBalancer");
    List<String> ranges = spec.loadBalancerSourceRanges();
    if (!ranges.isEmpty()) {
      Path at = path.child("LoadBalancerSourceRanges");
      if (!balanced) {
        errors.forbidden(at, BALANCED_ONLY);
      }
      for (int i = 0; i < ranges.size(); i++) {
        errors.invalid(at.index(i), ranges.get(i), Addresses.prefix(ranges.get(i).strip()));
      }
    }
    if (spec.allocateLoadBalancerNodePorts() != null && !balanced) {
      errors.forbidden(path.child("allocateLoadBalancerNodePorts"), BALANCED_ONLY);
    } else if (spec.allocateLoadBalancerNodePorts() == null && balanced) {
      errors.required(path.child("allocateLoadBalancerNodePorts"));
    }
    String loadBalancerClass = spec.loadBalancerClass();
    if (loadBalancerClass != null) {
      Path at = path.child("loadBalancerClass");
      if (!balanced) {
        errors.forbidden(at, BALANCED_ONLY);
      } else {
        errors.invalid(at, loadBalancerClass, Formats.qualifiedName(loadBalancerClass));
      }
    }
  }

  private void checkTraffic() {
    boolean balanced = spec.type().equals("LoadBalancer");
    boolean outside =
        balanced
            || spec.type().equals("NodePort")
            || spec.type().equals("ClusterIP") && !spec.externalIPs().isEmpty();
    String external = spec.externalTrafficPolicy();
    Path at = path.child("externalTrafficPolicy");
    if (!outside) {
      if (!external.isEmpty()) {
        errors.invalid(at, external, "may only be set for externally-accessible services");
      }
    } else if (external.isEmpty()) {
      errors.required(at);
    } else if (!REACH.contains(external)) {
      errors.notSupported(at, external, REACH);
    }
    if (spec.healthCheckNodePort() != 0 && !(balanced && external.equals("Local"))) {
      errors.invalid(
          path.child("healthCheckNodePort"),
          spec.healthCheckNodePort(),
          "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
    }
    String internal = spec.internalTrafficPolicy();
    if (internal == null) {
      if (ServiceDefaults.needsAddress(spec) && TYPES.contains(spec.type())) {
        errors.required(path.child("internalTrafficPolicy"));
      }
    } else if (!REACH.contains(internal)) {
      errors.notSupported(path.child("internalTrafficPolicy"), internal, REACH);
    }
    String distribution = spec.trafficDistribution();
    if (distribution != null && !DISTRIBUTIONS.contains(distribution)) {
      errors.notSupported(path.child("trafficDistribution"), distribution, DISTRIBUTIONS);
    }
  }
}
