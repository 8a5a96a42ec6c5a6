package io.kubejar.api.networking.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.IntOrString;
import java.util.List;

/// The rules for network policies.
final class NetworkPolicyValidation {
  private static final List<String> TYPES = List.of("Ingress", "Egress");
  private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");

  private NetworkPolicyValidation() {}

  static void check(NetworkPolicySpec spec, FieldErrors errors) {
    Path path = Path.of("spec");
    LabelSelectorValidation.check(spec.podSelector(), path.child("podSelector"), errors);
    for (int i = 0; i < spec.ingress().size(); i++) {
      Path at = path.child("ingress").index(i);
      checkPorts(spec.ingress().get(i).ports(), at.child("ports"), errors);
      checkPeers(spec.ingress().get(i).from(), at.child("from"), errors);
    }
    for (int i = 0; i < spec.egress().size(); i++) {
      Path at = path.child("egress").index(i);
      checkPorts(spec.egress().get(i).ports(), at.child("ports"), errors);
      checkPeers(spec.egress().get(i).to(), at.child("to"), errors);
    }
    if (spec.policyTypes().size() > 2) {
      errors.invalid(
          path.child("policyTypes"),
          spec.policyTypes(),
          "may not specify more than two policyTypes");
      return;
    }
    for (int i = 0; i < spec.policyTypes().size(); i++) {
      if (!TYPES.contains(spec.policyTypes().get(i))) {
        errors.notSupported(path.child("policyTypes").index(i), spec.policyTypes().get(i), TYPES);
      }
    }
  }

  private static void checkPorts(List<NetworkPolicyPort> ports, Path path, FieldErrors errors) {
    for (int i = 0; i < ports.size(); i++) {
      NetworkPolicyPort port = ports.get(i);
      Path at = path.index(i);
      String protocol = port.protocol();
      if (protocol != null && !PROTOCOLS.contains(protocol)) {
        errors.notSupported(at.child("protocol"), protocol, PROTOCOLS);
      }
      Integer end = port.endPort();
      switch (port.port()) {
        case IntOrString.Int(int number) -> {
          errors.invalid(at.child("port"), number, Formats.port(number));
          if (end != null) {
            if (end < number) {
              errors.invalid(
                  at.child("endPort"), number, "must be greater than or equal to `port`");
            }
            errors.invalid(at.child("endPort"), end, Formats.port(end));
          }
        }
        case IntOrString.Text(String name) -> {
          if (end != null) {
            errors.invalid(
                at.child("endPort"), end, "may not be specified when `port` is non-numeric");
          }
          errors.invalid(at.child("port"), name, Formats.portName(name));
        }
        case null -> {
          if (end != null) {
            errors.invalid(
                at.child("endPort"), end, "may not be specified when `port` is not specified");
          }
        }
      }
    }
  }

  private static void checkPeers(List<NetworkPolicyPeer> peers, Path path, FieldErrors errors) {
    for (int i = 0; i < peers.size(); i++) {
      NetworkPolicyPeer peer = peers.get(i);
      Path at = path.index(i);
      LabelSelectorValidation.check(peer.podSelector(), at.child("podSelector"), errors);
      LabelSelectorValidation.check(
          peer.namespaceSelector(), at.child("namespaceSelector"), errors);
      IPBlock block = peer.ipBlock();
      boolean selects = peer.podSelector() != null || peer.namespaceSelector() != null;
      if (block != null) {
        check(block, at.child("ipBlock"), errors);
        if (selects) {
          errors.forbidden(at, "may not specify both ipBlock and another peer");
        }
      } else if (!selects) {
        errors.required(at, "must specify a peer");
      }
    }
  }

  private static void check(IPBlock block, Path path, FieldErrors errors) {
    if (block.cidr().isEmpty()) {
      errors.required(path.child("cidr"));
      return;
    }
    Addresses.Prefix whole = Addresses.parsePrefix(block.cidr());
    errors.invalid(path.child("cidr"), block.cidr(), Addresses.prefix(block.cidr()));
    for (int i = 0; i < block.except().size(); i++) {
      String text = block.except().get(i);
      Path at = path.child("except").index(i);
      Addresses.Prefix part = Addresses.parsePrefix(text);
      errors.invalid(at, text, Addresses.prefix(text));
      if (whole != null
          && part != null
          && (!whole.contains(part.address()) || part.bits() <= whole.bits())) {
        errors.invalid(at, text, "must be a strict subset of `cidr`");
      }
    }
  }
}
