package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules for limits: of each resource, minimum ≤ default request ≤ default ≤ maximum.
final class LimitRangeValidation {
  private static final Set<String> TYPES = Set.of("Pod", "Container", "PersistentVolumeClaim");

  private LimitRangeValidation() {}

  static void check(List<LimitRangeItem> limits, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < limits.size(); i++) {
      LimitRangeItem item = limits.get(i);
      Path path = Path.of("spec", "limits").index(i);
      checkType(item.type(), path.child("type"), errors);
      if (!seen.add(item.type())) {
        errors.duplicate(path.child("type"), item.type());
      }
      checkNames(item, path, errors);
      for (String name : names(item)) {
        checkOrder(item, name, path, errors);
        checkRatio(item, name, path.child("maxLimitRequestRatio").key(name), errors);
        checkSame(item, name, path.child("defaultRequest").key(name), errors);
      }
    }
  }

  private static void checkType(String type, Path path, FieldErrors errors) {
    List<String> malformed = Formats.qualifiedName(type);
    errors.invalid(path, type, malformed);
    if (malformed.isEmpty() && type.indexOf('/') < 0 && !TYPES.contains(type)) {
      errors.invalid(path, type, "must be a standard limit type or fully qualified");
    }
  }

  private static Set<String> names(LimitRangeItem item) {
    Set<String> names = new TreeSet<>(item.max().keySet());
    names.addAll(item.min().keySet());
    if (!item.type().equals("Pod")) {
      names.addAll(item.defaultValue().keySet());
      names.addAll(item.defaultRequest().keySet());
    }
    names.addAll(item.maxLimitRequestRatio().keySet());
    return names;
  }

  private static void checkNames(LimitRangeItem item, Path path, FieldErrors errors) {
    checkNames(item, item.max(), path.child("max"), errors);
    checkNames(item, item.min(), path.child("min"), errors);
    if (item.type().equals("Pod")) {
      if (!item.defaultValue().isEmpty()) {
        errors.forbidden(path.child("default"), "may not be specified when `type` is 'Pod'");
      }
      if (!item.defaultRequest().isEmpty()) {
        errors.forbidden(path.child("defaultRequest"), "may not be specified when `type` is 'Pod'");
      }
    } else {
      checkNames(item, item.defaultValue(), path.child("default"), errors);
      checkNames(item, item.defaultRequest(), path.child("defaultRequest"), errors);
    }
    if (item.type().equals("PersistentVolumeClaim")
        && !item.min().containsKey("storage")
        && !item.max().containsKey("storage")) {
      errors.required(
          path.child("limits"),
          "either minimum or maximum storage value is required, but neither was provided");
    }
    checkNames(item, item.maxLimitRequestRatio(), path.child("maxLimitRequestRatio"), errors);
  }

  private static void checkNames(
      LimitRangeItem item, Map<String, Quantity> amounts, Path path, FieldErrors errors) {
    boolean ofContainers = item.type().equals("Pod") || item.type().equals("Container");
    for (String name : amounts.keySet()) {
      if (ofContainers) {
        ResourceNames.checkOfContainer(name, path.key(name), errors);
      } else {
        ResourceNames.check(name, path.key(name), errors);
      }
    }
  }

  /// What a limit has to say about one resource beyond its minimum and maximum.
  private static @Nullable Quantity given(
      LimitRangeItem item, Map<String, Quantity> amounts, String name) {
    return item.type().equals("Pod") ? null : amounts.get(name);
  }

  private static void checkOrder(LimitRangeItem item, String name, Path path, FieldErrors errors) {
    Quantity min = item.min().get(name);
    Quantity max = item.max().get(name);
    Quantity byDefault = given(item, item.defaultValue(), name);
    Quantity request = given(item, item.defaultRequest(), name);
    Path requestPath = path.child("defaultRequest").key(name);
    Path defaultPath = path.child("default").key(name);
    if (isMore(min, max)) {
      errors.invalid(path.child("min").key(name), min, greater("min value", min, "max value", max));
    }
    if (isMore(min, request)) {
      errors.invalid(
          requestPath, request, greater("min value", min, "default request value", request));
    }
    if (isMore(request, max)) {
      errors.invalid(
          requestPath, request, greater("default request value", request, "max value", max));
    }
    if (isMore(request, byDefault)) {
      errors.invalid(
          requestPath,
          request,
          greater("default request value", request, "default limit value", byDefault));
    }
    if (isMore(min, byDefault)) {
      errors.invalid(defaultPath, min, greater("min value", min, "default value", byDefault));
    }
    if (isMore(byDefault, max)) {
      errors.invalid(defaultPath, max, greater("default value", byDefault, "max value", max));
    }
  }

  private static boolean isMore(@Nullable Quantity one, @Nullable Quantity other) {
    return one != null && other != null && one.compareTo(other) > 0;
  }

  private static String greater(
      String what, @Nullable Quantity value, String than, @Nullable Quantity bound) {
    return "%s %s is greater than %s %s".formatted(what, value, than, bound);
  }

  private static void checkRatio(LimitRangeItem item, String name, Path path, FieldErrors errors) {
    Quantity ratio = item.maxLimitRequestRatio().get(name);
    if (ratio == null) {
      return;
    }
    if (ratio.amount().compareTo(BigDecimal.ONE) < 0) {
      errors.invalid(path, ratio, "ratio %s is less than 1".formatted(ratio));
    }
    Quantity min = item.min().get(name);
    Quantity max = item.max().get(name);
    if (min == null || max == null) {
      return;
    }
    double bound = thousandths(max) / thousandths(min);
    if (thousandths(ratio) / 1000 > bound) {
      errors.invalid(
          path, ratio, "ratio %s is greater than max/min = %s".formatted(ratio, fixed(bound)));
    }
  }

  private static double thousandths(Quantity amount) {
    return amount.amount().movePointRight(3).setScale(0, RoundingMode.CEILING).doubleValue();
  }

  /// With six digits after the point.
  private static String fixed(double number) {
    if (Double.isInfinite(number)) {
      return "+Inf";
    }
    return Double.isNaN(number)
        ? "NaN"
        : new BigDecimal(number).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
  }

  /// Of what cannot be promised twice, the request is the limit.
  private static void checkSame(LimitRangeItem item, String name, Path path, FieldErrors errors) {
    Quantity byDefault = given(item, item.defaultValue(), name);
    Quantity request = given(item, item.defaultRequest(), name);
    if (byDefault != null
        && request != null
        && !ResourceNames.isOvercommitable(name)
        && byDefault.compareTo(request) != 0) {
      errors.invalid(
          path,
          request,
          "default value %s must equal to defaultRequest value %s in %s"
              .formatted(byDefault, request, name));
    }
  }
}
