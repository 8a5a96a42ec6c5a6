package io.kubejar.policy.resourcequota;

import io.kubejar.api.value.Quantity;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Arithmetic on amounts of resources by name.
final class Amounts {
  private Amounts() {}

  static Map<String, Quantity> plus(Map<String, Quantity> some, Map<String, Quantity> more) {
    var sum = new TreeMap<>(some);
    more.forEach((name, amount) -> sum.merge(name, amount, Quantity::plus));
    return sum;
  }

  static Map<String, Quantity> minus(Map<String, Quantity> from, Map<String, Quantity> taken) {
    var rest = new TreeMap<>(from);
    taken.forEach(
        (name, amount) -> rest.put(name, rest.getOrDefault(name, Quantity.ZERO).minus(amount)));
    return rest;
  }

  static Map<String, Quantity> withoutZeros(Map<String, Quantity> amounts) {
    var rest = new TreeMap<>(amounts);
    rest.values().removeIf(Quantity::isZero);
    return rest;
  }

  /// The amounts of the named resources only.
  static Map<String, Quantity> only(Map<String, Quantity> amounts, Collection<String> names) {
    var rest = new TreeMap<>(amounts);
    rest.keySet().retainAll(names);
    return rest;
  }

  /// The larger amount of each resource.
  static Map<String, Quantity> most(Map<String, Quantity> some, Map<String, Quantity> others) {
    var most = new TreeMap<>(some);
    others.forEach(
        (name, amount) -> most.merge(name, amount, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    return most;
  }

  /// `cpu=1,pods=2`.
  static String text(Map<String, Quantity> amounts) {
    return new TreeMap<>(amounts)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
  }
}
