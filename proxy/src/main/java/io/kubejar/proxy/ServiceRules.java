package io.kubejar.proxy;

import io.kubejar.api.core.v1.LoadBalancerIngress;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.core.v1.ServiceSpec;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointPort;
import io.kubejar.api.discovery.v1.EndpointSlice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Works out the rules for one service after the other.
///
/// ```
/// address, protocol, port ──▶ service chain ──▶ one endpoint chain at random ──▶ dnat
/// node port ──▶ external chain (masquerade) ──▶ service chain
/// ```
final class ServiceRules {
  private static final int DEFAULT_AFFINITY_SECONDS = 10_800;

  private final ProxySettings settings;
  private final Ruleset rules = Ruleset.draft();

  ServiceRules(ProxySettings settings) {
    this.settings = settings;
  }

  Ruleset ruleset() {
    return rules;
  }

  private record Target(String address, int port, boolean local) {}

  /// Adds the rules of a service with the slices that belong to it.
  void add(Service service, List<EndpointSlice> slices) {
    ServiceSpec spec = service.spec();
    String address = spec.clusterIP();
    if (spec.type().equals("ExternalName")
        || address.isEmpty()
        || address.equals("None")
        || address.indexOf(':') >= 0
        || settings.ownAddresses().contains(address)) {
      return;
    }
    for (ServicePort port : spec.ports()) {
      port(service, port, targets(port, slices));
    }
  }

  private void port(Service service, ServicePort port, List<Target> targets) {
    ServiceSpec spec = service.spec();
    String protocol = port.protocol().toLowerCase(Locale.ROOT);
    String id =
        service.metadata().namespace()
            + "/"
            + service.metadata().name()
            + "/"
            + protocol
            + "/"
            + (port.name().isEmpty() ? port.port() : port.name());
    List<Target> internal = "Local".equals(spec.internalTrafficPolicy()) ? local(targets) : targets;
    boolean localOnly = "Local".equals(spec.externalTrafficPolicy());
    List<Target> external = localOnly ? local(targets) : targets;

    String cluster = "";
    if (!internal.isEmpty()) {
      cluster = "service-" + hash(id);
      List<String> head = new ArrayList<>();
      head.add(
          "ip daddr "
              + spec.clusterIP()
              + " ip saddr != "
              + settings.podCidr()
              + " jump mark-for-masquerade");
      balance(cluster, head, service, protocol, internal);
    }
    Set<String> addresses = externalAddresses(service);
    String outside = "";
    if (!external.isEmpty() && (port.nodePort() > 0 || !addresses.isEmpty())) {
      outside = "external-" + hash(id);
      List<String> head = new ArrayList<>();
      if (localOnly) {
        // Only what comes from this machine or its pods needs another source address.
        head.add("ip saddr " + settings.podCidr() + " jump mark-for-masquerade");
        head.add("fib saddr type local jump mark-for-masquerade");
      } else {
        head.add("jump mark-for-masquerade");
      }
      balance(outside, head, service, protocol, external);
    }
    publish(spec.clusterIP(), protocol, port.port(), cluster);
    for (String address : addresses) {
      publish(address, protocol, port.port(), outside);
    }
    if (port.nodePort() > 0) {
      String key = protocol + " . " + port.nodePort();
      if (outside.isEmpty()) {
        rules.refusedNodePorts().put(key, localOnly && !targets.isEmpty() ? "drop" : "goto refuse");
      } else {
        rules.nodePorts().put(key, "goto " + outside);
      }
    }
  }

  private void publish(String address, String protocol, int port, String chain) {
    String key = address + " . " + protocol + " . " + port;
    if (chain.isEmpty()) {
      rules.refused().put(key, "goto refuse");
    } else {
      rules.services().put(key, "goto " + chain);
    }
  }

  private static Set<String> externalAddresses(Service service) {
    Set<String> addresses = new LinkedHashSet<>(service.spec().externalIPs());
    for (LoadBalancerIngress ingress : service.status().loadBalancer().ingress()) {
      addresses.add(ingress.ip());
    }
    addresses.removeIf(address -> address.isEmpty() || address.indexOf(':') >= 0);
    return addresses;
  }

  /// A chain that picks one of the targets, the one the client had before if it is to stay.
  private void balance(
      String chain, List<String> head, Service service, String protocol, List<Target> targets) {
    boolean sticky = "ClientIP".equals(service.spec().sessionAffinity());
    List<String> lines = new ArrayList<>(head);
    List<String> choices = new ArrayList<>();
    for (Target target : targets) {
      String endpoint = chain + "-" + hash(target.address() + ":" + target.port());
      String remembered = "clients-" + endpoint;
      List<String> own = new ArrayList<>();
      own.add("ip saddr " + target.address() + " jump mark-for-masquerade");
      if (sticky) {
        rules.affinitySets().put(remembered, affinitySeconds(service.spec()));
        own.add("update @" + remembered + " { ip saddr }");
        lines.add("ip saddr @" + remembered + " goto " + endpoint);
      }
      own.add("meta l4proto " + protocol + " dnat to " + target.address() + ":" + target.port());
      rules.chains().put(endpoint, own);
      choices.add(choices.size() + " : goto " + endpoint);
    }
    lines.add(
        "numgen random mod " + choices.size() + " vmap { " + String.join(", ", choices) + " }");
    rules.chains().put(chain, lines);
  }

  private static int affinitySeconds(ServiceSpec spec) {
    var config = spec.sessionAffinityConfig();
    Integer seconds =
        config == null || config.clientIP() == null ? null : config.clientIP().timeoutSeconds();
    return seconds == null ? DEFAULT_AFFINITY_SECONDS : seconds;
  }

  private static List<Target> local(List<Target> targets) {
    return targets.stream().filter(Target::local).toList();
  }

  /// The ready endpoints of a port; those that still serve while ending when none is ready.
  private List<Target> targets(ServicePort port, List<EndpointSlice> slices) {
    Set<Target> ready = new LinkedHashSet<>();
    Set<Target> ending = new LinkedHashSet<>();
    for (EndpointSlice slice : slices) {
      if (!slice.addressType().equals("IPv4")) {
        continue;
      }
      int number = number(port, slice);
      if (number == 0) {
        continue;
      }
      for (Endpoint endpoint : slice.endpoints()) {
        var conditions = endpoint.conditions();
        boolean local = settings.nodeName().equals(endpoint.nodeName());
        for (String address : endpoint.addresses()) {
          Target target = new Target(address, number, local);
          if (!Boolean.FALSE.equals(conditions.ready())) {
            ready.add(target);
          } else if (Boolean.TRUE.equals(conditions.serving())
              && Boolean.TRUE.equals(conditions.terminating())) {
            ending.add(target);
          }
        }
      }
    }
    return List.copyOf(ready.isEmpty() ? ending : ready);
  }

  private static int number(ServicePort port, EndpointSlice slice) {
    for (EndpointPort each : slice.ports()) {
      String name = each.name() == null ? "" : each.name();
      String protocol = each.protocol() == null ? "TCP" : each.protocol();
      if (name.equals(port.name()) && protocol.equals(port.protocol()) && each.port() != null) {
        return each.port();
      }
    }
    return 0;
  }

  /// Names are hashed since the kernel limits their length and their characters.
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The UDP addresses of a set of rules, whose connections the kernel must forget when they
  /// change.
  static Set<String> datagramServices(Ruleset rules) {
    Set<String> keys = new TreeSet<>();
    for (String key : rules.services().keySet()) {
      if (key.contains(" . udp . ")) {
        keys.add(key);
      }
    }
    return keys;
  }
}
