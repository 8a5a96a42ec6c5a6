package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.List;
import java.util.Map;

/// The rules for counters that several devices draw on.
final class CounterValidation {
  private static final int MAX_SETS = 8;
  private static final int MAX_SETS_OF_DEVICE = 2;
  private static final int MAX_COUNTERS = 32;

  private CounterValidation() {}

  static void checkSets(List<CounterSet> sets, Path path, FieldErrors errors) {
    DeviceNames.checkAll(
        sets,
        MAX_SETS,
        path,
        errors,
        (set, at) -> {
          checkName(set.name(), at.child("name"), errors);
          checkCounters(set.counters(), at.child("counters"), errors);
        });
    DeviceNames.checkDistinct(sets, CounterSet::name, path, errors);
  }

  static void checkConsumed(List<DeviceCounterConsumption> sets, Path path, FieldErrors errors) {
    DeviceNames.checkAll(
        sets,
        MAX_SETS_OF_DEVICE,
        path,
        errors,
        (set, at) -> {
          checkName(set.counterSet(), at.child("counterSet"), errors);
          checkCounters(set.counters(), at.child("counters"), errors);
        });
    DeviceNames.checkDistinct(sets, DeviceCounterConsumption::counterSet, path, errors);
  }

  private static void checkName(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
    } else {
      DeviceNames.checkLabel(name, path, errors);
    }
  }

  private static void checkCounters(Map<String, Counter> counters, Path path, FieldErrors errors) {
    if (counters.isEmpty()) {
      errors.required(path);
      return;
    }
    if (counters.size() > MAX_COUNTERS) {
      errors.tooMany(path, counters.size(), MAX_COUNTERS);
      return;
    }
    counters.keySet().forEach(name -> DeviceNames.checkLabel(name, path.key(name), errors));
  }
}
