package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for nodes.
final class NodeValidation {
  private static final Path SPEC = Path.of("spec");
  private static final Path STATUS = Path.of("status");

  private NodeValidation() {}

  static void check(Node node, FieldErrors errors) {
    checkTaints(node.spec().taints(), Path.of("metadata", "taints"), errors);
    checkResources(node.status(), errors);
    List<String> ranges = node.spec().podCIDRs();
    for (int i = 0; i < ranges.size(); i++) {
      errors.invalid(
          SPEC.child("podCIDRs").index(i), ranges.get(i), Addresses.prefix(ranges.get(i)));
    }
    if (ranges.size() > 2
        || ranges.size() == 2
            && Addresses.isIpv6Prefix(ranges.getFirst())
                == Addresses.isIpv6Prefix(ranges.getLast())) {
      errors.invalid(
          SPEC.child("podCIDRs"), ranges, "may specify no more than one CIDR for each IP family");
    }
  }

  static void checkUpdate(Node node, Node old, FieldErrors errors) {
    checkResources(node.status(), errors);
    checkAddresses(node.status().addresses(), errors);
    List<String> before = old.spec().podCIDRs();
    if (!before.isEmpty() && !node.spec().podCIDRs().equals(before)) {
      errors.forbidden(
          SPEC.child("podCIDRs"), "node updates may not change podCIDR except from \"\" to valid");
    }
    String provider = old.spec().providerID();
    if (!provider.isEmpty() && !provider.equals(node.spec().providerID())) {
      errors.forbidden(
          SPEC.child("providerID"),
          "node updates may not change providerID except from \"\" to valid");
    }
    checkTaints(node.spec().taints(), Path.of("metadata", "taints"), errors);
    if (!node.spec().externalID().equals(old.spec().externalID())) {
      errors.forbidden(SPEC.child("externalID"), "may not be updated");
    }
  }

  private static void checkResources(NodeStatus status, FieldErrors errors) {
    status
        .capacity()
        .forEach(
            (name, amount) ->
                ResourceValidation.checkAmount(
                    name, amount, STATUS.child("capacity").child(name), errors));
    status
        .allocatable()
        .forEach(
            (name, amount) ->
                ResourceValidation.checkAmount(
                    name, amount, STATUS.child("allocatable").child(name), errors));
  }

  private static void checkAddresses(List<NodeAddress> addresses, FieldErrors errors) {
    Set<NodeAddress> seen = new HashSet<>();
    for (int i = 0; i < addresses.size(); i++) {
      NodeAddress address = addresses.get(i);
      if (!seen.add(address)) {
        errors.duplicate(STATUS.child("addresses").index(i), FieldErrors.plain(address));
      }
    }
  }

  private static void checkTaints(List<Taint> taints, Path path, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < taints.size(); i++) {
      Taint taint = taints.get(i);
      Path at = path.index(i);
      errors.invalid(at.child("key"), taint.key(), Formats.qualifiedName(taint.key()));
      errors.invalid(at.child("value"), taint.value(), Formats.labelValue(taint.value()));
      if (taint.effect().isEmpty()) {
        errors.required(at.child("effect"));
      } else if (!PlacementValidation.TAINT_EFFECTS.contains(taint.effect())) {
        errors.notSupported(at.child("effect"), taint.effect(), PlacementValidation.TAINT_EFFECTS);
      }
      if (!seen.add(taint.effect() + "/" + taint.key())) {
        errors.duplicate(
            at, FieldErrors.plain(taint), "taints must be unique by key and effect pair");
      }
    }
  }
}
