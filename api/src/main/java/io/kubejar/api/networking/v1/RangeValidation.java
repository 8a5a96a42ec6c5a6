package io.kubejar.api.networking.v1;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.List;

/// The rules for service addresses and the ranges they come from.
final class RangeValidation {
  private RangeValidation() {}

  /// What is wrong with the name of an address, which is the address as RFC 5952 writes it.
  static List<String> name(String name) {
    return Addresses.canonicalAddress(name);
  }

  static void check(IPAddressSpec spec, FieldErrors errors) {
    Path path = Path.of("spec", "parentRef");
    ParentReference parent = spec.parentRef();
    if (parent == null) {
      errors.required(path);
      return;
    }
    if (!parent.group().isEmpty()) {
      errors.invalid(path.child("group"), parent.group(), Formats.dnsSubdomain(parent.group()));
    }
    checkSegment(parent.resource(), path.child("resource"), errors);
    checkSegment(parent.name(), path.child("name"), errors);
    if (!parent.namespace().isEmpty()) {
      errors.invalid(
          path.child("namespace"),
          parent.namespace(),
          Formats.pathSegment(parent.namespace(), false));
    }
  }

  private static void checkSegment(String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path);
    } else {
      errors.invalid(path, text, Formats.pathSegment(text, false));
    }
  }

  static void check(ServiceCIDRSpec spec, FieldErrors errors) {
    Path path = Path.of("spec", "cidrs");
    List<String> ranges = spec.cidrs();
    if (ranges.isEmpty()) {
      errors.required(path, "at least one CIDR required");
      return;
    }
    if (ranges.size() > 2) {
      errors.invalid(path, FieldErrors.plain(spec), "may only hold up to 2 values");
      return;
    }
    if (ranges.size() == 2
        && Addresses.isIpv6Prefix(ranges.get(0)) == Addresses.isIpv6Prefix(ranges.get(1))) {
      errors.invalid(
          path,
          ranges,
          "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and"
              + " 2001:db8::/64");
      return;
    }
    for (int i = 0; i < ranges.size(); i++) {
      errors.invalid(path.index(i), ranges.get(i), Addresses.canonicalPrefix(ranges.get(i)));
    }
  }

  /// A range stays; one of the other family may be added to a single one.
  static void checkUpdate(ServiceCIDRSpec spec, ServiceCIDRSpec old, FieldErrors errors) {
    Path path = Path.of("spec", "cidrs");
    List<String> ranges = spec.cidrs();
    boolean added = old.cidrs().size() == 1 && ranges.size() == 2;
    if (added || ranges.size() == old.cidrs().size()) {
      for (int i = 0; i < old.cidrs().size(); i++) {
        errors.immutable(path.index(i), ranges.get(i), old.cidrs().get(i));
      }
      if (added) {
        check(spec, errors);
      }
    } else {
      errors.invalid(path, ranges, "field is immutable");
    }
  }
}
