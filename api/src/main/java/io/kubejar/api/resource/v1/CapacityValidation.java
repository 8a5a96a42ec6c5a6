package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.List;

/// The rules for what requests may take of a device's capacity: one of a few amounts, or any of a
/// range.
final class CapacityValidation {
  private static final int MAX_VALUES = 10;

  private CapacityValidation() {}

  static void check(DeviceCapacity capacity, boolean shared, Path path, FieldErrors errors) {
    CapacityRequestPolicy policy = capacity.requestPolicy();
    if (policy == null) {
      return;
    }
    Path at = path.child("requestPolicy");
    if (!shared) {
      errors.forbidden(at, "allowMultipleAllocations must be true");
      return;
    }
    List<Quantity> values = policy.validValues();
    CapacityRequestPolicyRange range = policy.validRange();
    Quantity usual = policy.defaultValue();
    if (!values.isEmpty() && range != null) {
      errors.forbidden(
          at,
          "exactly one policy can be specified, cannot specify \"validValues\" and \"validRange\""
              + " at the same time");
    } else if (usual == null) {
      if (!values.isEmpty() || range != null) {
        errors.required(
            at.child("default"),
            "required when " + (range == null ? "validValues" : "validRange") + " is defined");
      }
    } else if (!values.isEmpty()) {
      checkValues(usual, values, capacity.value(), at.child("validValues"), errors);
    } else if (range != null) {
      checkRange(usual, range, capacity.value(), at.child("validRange"), errors);
    }
  }

  private static void checkValues(
      Quantity usual, List<Quantity> values, Quantity all, Path path, FieldErrors errors) {
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i - 1).compareTo(values.get(i)) > 0) {
        wrong(path.index(i), values.get(i), "values must be sorted in ascending order", errors);
      }
    }
    DeviceNames.checkAll(
        values,
        MAX_VALUES,
        path,
        errors,
        (value, at) -> {
          if (value.compareTo(all) > 0) {
            wrong(at, value, "option is larger than capacity value: " + all, errors);
          }
        });
    DeviceNames.checkDistinct(
        values, value -> value.amount().stripTrailingZeros().toPlainString(), path, errors);
    if (values.stream().limit(MAX_VALUES).noneMatch(value -> value.compareTo(usual) == 0)) {
      wrong(path, usual, "default value is not valid according to the requestPolicy", errors);
    }
  }

  private static void checkRange(
      Quantity usual,
      CapacityRequestPolicyRange range,
      Quantity all,
      Path path,
      FieldErrors errors) {
    Quantity min = range.min();
    if (min == null) {
      errors.required(path.child("min"), "required when validRange is defined");
      return;
    }
    if (min.compareTo(all) > 0) {
      wrong(path.child("min"), min, "min is larger than capacity value: " + all, errors);
    }
    if (usual.compareTo(min) < 0) {
      wrong(path.child("min"), usual, "default is less than min: " + min, errors);
    }
    Quantity max = range.max();
    if (max != null) {
      Path at = path.child("max");
      if (min.compareTo(max) > 0) {
        wrong(at, min, "min is larger than max: " + max, errors);
      }
      if (max.compareTo(all) > 0) {
        wrong(at, max, "max is larger than capacity value: " + all, errors);
      }
      if (usual.compareTo(max) > 0) {
        wrong(at, usual, "default is more than max: " + max, errors);
      }
    }
    Quantity step = range.step();
    if (step != null) {
      Path at = path.child("step");
      Quantity next = min.plus(step);
      if (next.compareTo(all) > 0) {
        wrong(at, step, "one step " + next + " is larger than capacity value: " + all, errors);
      }
      checkStep(usual, min, step, at, errors);
      if (max != null) {
        checkStep(max, min, step, at, errors);
      }
    }
  }

  private static void checkStep(
      Quantity value, Quantity min, Quantity step, Path path, FieldErrors errors) {
    long width = step.value();
    if (width == 0 || (value.value() - min.value()) % width != 0) {
      wrong(
          path,
          value,
          "value is not a multiple of a given step (" + step + ") from (" + min + ")",
          errors);
    }
  }

  private static void wrong(Path path, Quantity value, String detail, FieldErrors errors) {
    errors.invalid(path, value.toString(), detail);
  }
}
