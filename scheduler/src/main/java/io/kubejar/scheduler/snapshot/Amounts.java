package io.kubejar.scheduler.snapshot;

import io.kubejar.api.value.Quantity;
import java.util.HashMap;
import java.util.Map;

/// Resource amounts in the scheduler's units: milli-CPUs, bytes, and counts of everything else.
public final class Amounts {
  private static final long DEFAULT_MILLI_CPU = 100;
  private static final long DEFAULT_MEMORY = 200L << 20;

  long milliCpu;
  long memory;
  long ephemeralStorage;
  private Map<String, Long> others = Map.of();

  /// No resources.
  public Amounts() {}

  /// Amounts as the API writes them.
  public static Amounts of(Map<String, Quantity> quantities) {
    Amounts amounts = new Amounts();
    quantities.forEach(amounts::addQuantity);
    return amounts;
  }

  private void addQuantity(String resource, Quantity quantity) {
    switch (resource) {
      case "cpu" -> milliCpu += quantity.milliValue();
      case "memory" -> memory += quantity.value();
      case "ephemeral-storage" -> ephemeralStorage += quantity.value();
      case "pods" -> {}
      default -> addOther(resource, quantity.value());
    }
  }

  private void addOther(String resource, long amount) {
    if (others.isEmpty()) {
      others = new HashMap<>(4);
    }
    others.merge(resource, amount, Long::sum);
  }

  void add(Amounts more) {
    milliCpu += more.milliCpu;
    memory += more.memory;
    ephemeralStorage += more.ephemeralStorage;
    more.others.forEach(this::addOther);
  }

  void subtract(Amounts less) {
    milliCpu -= less.milliCpu;
    memory -= less.memory;
    ephemeralStorage -= less.ephemeralStorage;
    less.others.forEach((resource, amount) -> addOther(resource, -amount));
  }

  /// The larger of both, resource by resource.
  void atLeast(Amounts other) {
    milliCpu = Math.max(milliCpu, other.milliCpu);
    memory = Math.max(memory, other.memory);
    ephemeralStorage = Math.max(ephemeralStorage, other.ephemeralStorage);
    other.others.forEach(
        (resource, amount) -> addOther(resource, Math.max(0, amount - other(resource))));
  }

  Amounts copy() {
    Amounts copy = new Amounts();
    copy.add(this);
    return copy;
  }

  /// What counts towards spreading load when a container asks for nothing: a little of each.
  Amounts orDefaults() {
    Amounts amounts = copy();
    amounts.milliCpu = milliCpu == 0 ? DEFAULT_MILLI_CPU : milliCpu;
    amounts.memory = memory == 0 ? DEFAULT_MEMORY : memory;
    return amounts;
  }

  public long milliCpu() {
    return milliCpu;
  }

  public long memory() {
    return memory;
  }

  public long ephemeralStorage() {
    return ephemeralStorage;
  }

  /// The amount of an extended resource.
  public long other(String resource) {
    return others.getOrDefault(resource, 0L);
  }

  /// The extended resources.
  public Map<String, Long> others() {
    return others;
  }
}
