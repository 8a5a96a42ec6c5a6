package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.List;

/// The rules for the addresses behind a service.
final class EndpointsValidation {
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

  private EndpointsValidation() {}

  static void check(Endpoints endpoints, FieldErrors errors) {
    for (int i = 0; i < endpoints.subsets().size(); i++) {
      EndpointSubset subset = endpoints.subsets().get(i);
      Path at = Path.of("subsets").index(i);
      if (subset.addresses().isEmpty() && subset.notReadyAddresses().isEmpty()) {
        errors.required(at, "must specify `addresses` or `notReadyAddresses`");
      }
      check(subset.addresses(), at.child("addresses"), errors);
      check(subset.notReadyAddresses(), at.child("notReadyAddresses"), errors);
      boolean several = subset.ports().size() > 1;
      for (int j = 0; j < subset.ports().size(); j++) {
        check(subset.ports().get(j), several, at.child("ports").index(j), errors);
      }
    }
  }

  private static void check(List<EndpointAddress> addresses, Path path, FieldErrors errors) {
    for (int i = 0; i < addresses.size(); i++) {
      EndpointAddress address = addresses.get(i);
      Path at = path.index(i);
      errors.invalid(at.child("ip"), address.ip(), Addresses.nonSpecial(address.ip()));
      if (!address.hostname().isEmpty()) {
        errors.invalid(
            at.child("hostname"), address.hostname(), Formats.dnsLabel(address.hostname()));
      }
      String node = address.nodeName();
      if (node != null) {
        errors.invalid(at.child("nodeName"), node, Formats.dnsSubdomain(node));
      }
    }
  }

  private static void check(EndpointPort port, boolean several, Path path, FieldErrors errors) {
    if (!port.name().isEmpty()) {
      errors.invalid(path.child("name"), port.name(), Formats.dnsLabel(port.name()));
    } else if (several) {
      errors.required(path.child("name"));
    }
    errors.invalid(path.child("port"), port.port(), Formats.port(port.port()));
    if (port.protocol().isEmpty()) {
      errors.required(path.child("protocol"));
    } else if (!PROTOCOLS.contains(port.protocol())) {
      errors.notSupported(path.child("protocol"), port.protocol(), PROTOCOLS);
    }
    String application = port.appProtocol();
    if (application != null) {
      errors.invalid(path.child("appProtocol"), application, Formats.qualifiedName(application));
    }
  }
}
