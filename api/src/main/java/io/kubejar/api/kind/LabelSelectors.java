package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What label selectors inside objects mean: which labels match, and how tables show them.
public final class LabelSelectors {
  private LabelSelectors() {}

  /// Whether labels match a selector; an absent selector matches nothing, an empty one everything.
  public static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
    if (selector == null) {
      return false;
    }
    for (Map.Entry<String, String> entry : selector.matchLabels().entrySet()) {
      if (!entry.getValue().equals(labels.get(entry.getKey()))) {
        return false;
      }
    }
    for (LabelSelectorRequirement each : selector.matchExpressions()) {
      String value = labels.get(each.key());
      boolean fits =
          switch (each.operator()) {
            case "In" -> value != null && each.values().contains(value);
            case "NotIn" -> value == null || !each.values().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /// `a=b,c in (d,e)`, sorted by keys; `<none>` for an empty selector.
  public static String text(@Nullable LabelSelector selector) {
    if (selector == null) {
      return "<none>";
    }
    List<String[]> parts = new ArrayList<>();
    selector
        .matchLabels()
        .forEach((key, value) -> parts.add(new String[] {key, key + "=" + value}));
    for (LabelSelectorRequirement each : selector.matchExpressions()) {
      String values = "(" + String.join(",", each.values().stream().sorted().toList()) + ")";
      parts.add(
          new String[] {
            each.key(),
            switch (each.operator()) {
              case "In" -> each.key() + " in " + values;
              case "NotIn" -> each.key() + " notin " + values;
              case "DoesNotExist" -> "!" + each.key();
              default -> each.key();
            }
          });
    }
    parts.sort(Comparator.comparing(part -> part[0]));
    return parts.isEmpty()
        ? "<none>"
        : String.join(",", parts.stream().map(part -> part[1]).toList());
  }

  /// `a=b,c=d`; `<none>` when empty.
  public static String text(Map<String, String> labels) {
    StringBuilder out = new StringBuilder();
    labels.forEach(
        (key, value) -> out.append(out.isEmpty() ? "" : ",").append(key).append('=').append(value));
    return out.isEmpty() ? "<none>" : out.toString();
  }
}
