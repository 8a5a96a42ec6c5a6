package io.kubejar.api.discovery.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for slices of the addresses behind a service.
final class EndpointSliceValidation {
  private static final List<String> TYPES = List.of("FQDN", "IPv4", "IPv6");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

  private static final int MAX_HINTS = 8;

  private EndpointSliceValidation() {}

  static void check(EndpointSlice slice, FieldErrors errors) {
    String type = slice.addressType();
    if (type.isEmpty()) {
      errors.required(Path.of("addressType"));
    } else if (!TYPES.contains(type)) {
      errors.notSupported(Path.of("addressType"), type, TYPES);
    } else {
      if (slice.endpoints().size() > 1000) {
        errors.tooMany(Path.of("endpoints"), slice.endpoints().size(), 1000);
      }
      for (int i = 0; i < slice.endpoints().size(); i++) {
        check(slice.endpoints().get(i), type, Path.of("endpoints").index(i), errors);
      }
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < slice.ports().size(); i++) {
      check(slice.ports().get(i), names, Path.of("ports").index(i), errors);
    }
  }

  private static void check(Endpoint endpoint, String type, Path path, FieldErrors errors) {
    Path addresses = path.child("addresses");
    if (endpoint.addresses().isEmpty()) {
      errors.required(addresses, "must contain at least 1 address");
    } else if (endpoint.addresses().size() > 100) {
      errors.tooMany(addresses, endpoint.addresses().size(), 100);
    }
    for (int i = 0; i < endpoint.addresses().size(); i++) {
      checkAddress(endpoint.addresses().get(i), type, addresses, i, errors);
    }
    String hostname = endpoint.hostname();
    if (hostname != null) {
      errors.invalid(path.child("hostname"), hostname, Formats.dnsLabel(hostname));
    }
    String node = endpoint.nodeName();
    if (node != null) {
      errors.invalid(path.child("nodeName"), node, Formats.dnsSubdomain(node));
    }
    EndpointHints hints = endpoint.hints();
    if (hints != null) {
      checkZones(hints.forZones(), path.child("hints").child("forZones"), errors);
      checkNodes(hints.forNodes(), path.child("hints").child("forNodes"), errors);
    }
  }

  private static void checkZones(List<ForZone> zones, Path path, FieldErrors errors) {
    if (zones.size() > MAX_HINTS) {
      errors.tooMany(path, zones.size(), MAX_HINTS);
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < zones.size(); i++) {
      String zone = zones.get(i).name();
      Path at = path.index(i).child("name");
      if (!seen.add(zone)) {
        errors.duplicate(at, zone);
      }
      if (zone.isEmpty()) {
        errors.required(at);
      } else {
        errors.invalid(at, zone, Formats.labelValue(zone));
      }
    }
  }

  private static void checkNodes(List<ForNode> nodes, Path path, FieldErrors errors) {
    if (nodes.size() > MAX_HINTS) {
      errors.tooMany(path, nodes.size(), MAX_HINTS);
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      String node = nodes.get(i).name();
      Path at = path.index(i).child("name");
      if (!seen.add(node)) {
        errors.duplicate(at, node);
      }
      errors.invalid(at, node, Formats.dnsSubdomain(node));
    }
  }

  private static void checkAddress(
      String address, String type, Path path, int index, FieldErrors errors) {
    Path at = path.index(index);
    if (type.equals("FQDN")) {
      errors.invalid(at, address, Formats.dnsSubdomain(address));
      return;
    }
    List<String> wrong = Addresses.address(address);
    errors.invalid(at, address, wrong);
    if (wrong.isEmpty()) {
      boolean ipv6 = Addresses.isIpv6(address);
      if (ipv6 != type.equals("IPv6")) {
        errors.invalid(path, address, "must be an " + type + " address");
      }
      errors.invalid(at, address, Addresses.nonSpecial(address));
    }
  }

  private static void check(EndpointPort port, Set<String> names, Path path, FieldErrors errors) {
    String name = orElse(port.name(), "");
    if (!name.isEmpty()) {
      errors.invalid(path.child("name"), name, Formats.dnsLabel(name));
    }
    if (!names.add(name)) {
      errors.duplicate(path.child("name"), name);
    }
    String protocol = port.protocol();
    if (protocol == null || protocol.isEmpty()) {
      errors.required(path.child("protocol"));
    } else if (!PROTOCOLS.contains(protocol)) {
      errors.notSupported(path.child("protocol"), protocol, PROTOCOLS);
    }
    String application = port.appProtocol();
    if (application != null) {
      errors.invalid(path.child("appProtocol"), application, Formats.qualifiedName(application));
    }
  }
}
