package io.kubejar.cel.library;

import static io.kubejar.cel.value.Sizes.REGEX;
import static io.kubejar.cel.value.Sizes.TRAVERSAL;
import static io.kubejar.cel.value.Sizes.scaled;

import io.kubejar.cel.value.Sizes;
import java.util.List;
import java.util.Map;

/// What a call costs, given its arguments and result; its arguments' own cost is not in it.
public final class CallCosts {
  /// A question to the authorizer: two of them are too much for one expression.
  public static final long AUTHORIZATION = 350_000;

  private CallCosts() {}

  public static long of(String function, Object[] a, Object result) {
    return switch (function) {
      case "check" -> AUTHORIZATION;
      case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> Sizes.traversal(a[0]);
      case "url", "lowerAscii", "upperAscii", "substring", "trim" ->
          scaled(Sizes.of(a[0]), TRAVERSAL);
      case "replace", "split" -> scaled(Sizes.of(a[0]), 2 * TRAVERSAL);
      case "join" -> scaled(Sizes.of(result), 2 * TRAVERSAL);
      case "find", "findAll" -> regex(a);
      case "matches" -> regex(a);
      case "cidr", "isIP", "isCIDR", "quantity", "isQuantity", "semver", "isSemver", "validate" ->
          scaled(Sizes.of(a[a.length - 1] instanceof Boolean ? a[0] : a[a.length - 1]), TRAVERSAL);
      case "ip" -> a[0] instanceof String ? scaled(Sizes.of(a[0]), TRAVERSAL) : 1;
      case "ip.isCanonical" -> scaled(Sizes.of(a[0]), 2 * TRAVERSAL);
      case "containsIP" ->
          scaled(2 * Sizes.of(a[0]), TRAVERSAL)
              + (a[1] instanceof String ? scaled(Sizes.of(a[1]), TRAVERSAL) : 0);
      case "containsCIDR" ->
          scaled(2 * Sizes.of(a[0]), TRAVERSAL)
              + scaled(Sizes.of(a[0]), TRAVERSAL)
              + 1
              + (a[1] instanceof String ? scaled(Sizes.of(a[1]), TRAVERSAL) : 0);
      case "sets.contains", "sets.intersects" -> 1 + Sizes.of(a[0]) * Sizes.of(a[1]);
      case "sets.equivalent" -> 1 + 2 * Sizes.of(a[0]) * Sizes.of(a[1]);
      case "startsWith", "endsWith" -> scaled(Sizes.of(a[1]), TRAVERSAL);
      case "contains" -> scaled(Sizes.of(a[0]), TRAVERSAL) * scaled(Sizes.of(a[1]), TRAVERSAL);
      case "@in" -> a[1] instanceof List<?> list ? list.size() : 1;
      case "_==_", "_!=_" -> scaled(Math.min(Sizes.of(a[0]), Sizes.of(a[1])), TRAVERSAL);
      case "_<_", "_<=_", "_>_", "_>=_" ->
          a[0] instanceof String ? scaled(Math.min(Sizes.of(a[0]), Sizes.of(a[1])), TRAVERSAL) : 1;
      case "_+_" ->
          a[0] instanceof List<?> || a[0] instanceof Map<?, ?>
              ? 1
              : isSized(a[0]) ? scaled(Sizes.of(a[0]) + Sizes.of(a[1]), TRAVERSAL) : 1;
      case "bytes", "string" -> a[0] instanceof String || isSized(a[0]) ? text(a[0]) : 1;
      case "format", "strings.quote" -> scaled(Sizes.of(a[0]), TRAVERSAL);
      default -> 1;
    };
  }

  private static long text(Object value) {
    return Math.max(1, scaled(Sizes.of(value), TRAVERSAL));
  }

  private static boolean isSized(Object value) {
    return value instanceof String || value instanceof io.kubejar.api.value.Bytes;
  }

  private static long regex(Object[] a) {
    return scaled(1 + Sizes.of(a[0]), TRAVERSAL) * scaled(Sizes.of(a[1]), REGEX);
  }
}
