package io.kubejar.cel.cost;

import static io.kubejar.cel.value.Sizes.REGEX;
import static io.kubejar.cel.value.Sizes.TRAVERSAL;

import dev.cel.common.types.CelKind;
import io.kubejar.cel.cost.CostEstimator.Part;
import io.kubejar.cel.library.CallCosts;
import io.kubejar.cel.schema.CelSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What calls can cost, and how large their results can get.
final class CallEstimates {
  /// @param size the result's size, or null where the call does not tell
  record Estimate(Range cost, @Nullable Range size) {
    static Estimate of(Range cost) {
      return new Estimate(cost, null);
    }
  }

  private CallEstimates() {}

  static Estimate of(String function, boolean member, List<Part> parts) {
    if (parts.isEmpty()) {
      return Estimate.of(Range.ONE);
    }
    Part first = parts.getFirst();
    Range size = first.length();
    Range second = parts.size() > 1 ? parts.get(1).length() : Range.ZERO;
    return switch (function) {
      case "check" -> Estimate.of(Range.of(CallCosts.AUTHORIZATION));
      case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" ->
          Estimate.of(listed(first, size));
      case "url", "cidr", "isIP", "isCIDR", "quantity", "isQuantity", "semver", "isSemver" ->
          Estimate.of(size.scaled(TRAVERSAL));
      case "ip" -> Estimate.of(member ? Range.ONE : size.scaled(TRAVERSAL));
      case "ip.isCanonical" -> Estimate.of(size.scaled(2 * TRAVERSAL));
      case "validate" -> Estimate.of(second.scaled(TRAVERSAL));
      case "containsIP" -> Estimate.of(inRange(parts.get(1)));
      case "containsCIDR" ->
          Estimate.of(
              inRange(parts.get(1)).plus(new Range(4, 16).scaled(TRAVERSAL)).plus(Range.ONE));
      case "lowerAscii", "upperAscii", "substring", "trim" ->
          new Estimate(size.scaled(TRAVERSAL), size);
      case "replace" -> new Estimate(size.scaled(2 * TRAVERSAL), replaced(parts));
      case "split" -> new Estimate(size.scaled(2 * TRAVERSAL), new Range(0, size.max()));
      case "join" -> {
        Range joined = joined(first, size, parts.size() > 1 ? second : Range.ZERO);
        yield new Estimate(joined.scaled(TRAVERSAL), joined);
      }
      case "find", "findAll" -> new Estimate(regex(size, second), new Range(0, size.max()));
      case "matches" -> Estimate.of(regex(size, second));
      case "startsWith", "endsWith" -> Estimate.of(second.scaled(TRAVERSAL));
      case "contains" -> Estimate.of(size.scaled(TRAVERSAL).times(second.scaled(TRAVERSAL)));
      case "@in" ->
          Estimate.of(
              parts.get(1).type() == CelKind.MAP || parts.get(1).schema() instanceof CelSchema.MapOf
                  ? Range.ONE
                  : second);
      case "_==_", "_!=_" -> Estimate.of(size.least(second).scaled(TRAVERSAL));
      case "_<_", "_<=_", "_>_", "_>=_" ->
          Estimate.of(
              first.type() == CelKind.STRING || first.type() == CelKind.BYTES
                  ? size.least(second).scaled(TRAVERSAL)
                  : Range.ONE);
      case "_+_" ->
          switch (first.type()) {
            case STRING, BYTES ->
                new Estimate(size.plus(second).scaled(TRAVERSAL), size.plus(second));
            case LIST -> new Estimate(Range.ONE, size.plus(second));
            default -> Estimate.of(Range.ONE);
          };
      case "sets.contains", "sets.intersects" -> Estimate.of(size.times(second).plus(Range.ONE));
      case "sets.equivalent" -> Estimate.of(size.times(second).scaled(2).plus(Range.ONE));
      case "bytes", "string", "format", "strings.quote" ->
          first.type() == CelKind.STRING || first.type() == CelKind.BYTES
              ? new Estimate(size.scaled(TRAVERSAL), size)
              : Estimate.of(Range.ONE);
      default -> Estimate.of(Range.ONE);
    };
  }

  private static Range listed(Part list, Range size) {
    CelSchema items = list.items();
    if (list.type() == CelKind.STRING) {
      return size.scaled(TRAVERSAL);
    }
    Range each = Range.ONE;
    if (items instanceof CelSchema.Text text) {
      each = each.plus(new Range(0, text.maxLength()).scaled(TRAVERSAL));
    }
    return size.times(each);
  }

  private static Range inRange(Part other) {
    Range compared = new Range(8, 32).scaled(TRAVERSAL);
    return other.type() == CelKind.STRING
        ? compared.plus(other.length().scaled(TRAVERSAL))
        : compared;
  }

  private static Range joined(Part list, Range count, Range separator) {
    Range item =
        list.items() instanceof CelSchema.Text text
            ? new Range(0, text.maxLength())
            : Range.UNKNOWN;
    Range gaps = new Range(Math.max(0, count.min() - 1), Math.max(0, count.max() - 1));
    return count.times(item).plus(separator.times(gaps));
  }

  /// The size of a text in which parts were replaced: longest when the shortest possible parts are
  /// replaced by the longest possible texts.
  private static Range replaced(List<Part> parts) {
    Range text = parts.getFirst().length();
    Range part = parts.get(1).length();
    Range with = parts.get(2).length();
    long max =
        part.min() == 0
            ? Range.add(Range.multiply(Range.add(text.max(), 1), with.max()), text.max())
            : with.max() <= part.min()
                ? text.max()
                : Range.multiply((long) Math.ceil((double) text.max() / part.min()), with.max());
    long min =
        part.max() == 0
            ? Range.add(Range.multiply(Range.add(text.min(), 1), with.min()), text.min())
            : part.max() <= with.min()
                ? text.min()
                : Range.multiply((long) Math.ceil((double) text.min() / part.max()), with.min());
    return new Range(min, max);
  }

  private static Range regex(Range text, Range pattern) {
    return text.plus(Range.ONE).scaled(TRAVERSAL).times(pattern.scaled(REGEX));
  }
}
