package io.kubejar.controllers.runtime;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Label selectors as upstream prints them in messages.
public final class SelectorText {
  private SelectorText() {}

  /// `&LabelSelector{MatchLabels:map[string]string{app:
  /// web,},MatchExpressions:[]LabelSelectorRequirement{},}`.
  public static String of(@Nullable LabelSelector selector) {
    if (selector == null) {
      return "nil";
    }
    StringBuilder text = new StringBuilder("&LabelSelector{MatchLabels:map[string]string{");
    new TreeMap<>(selector.matchLabels())
        .forEach((name, value) -> text.append(name).append(": ").append(value).append(','));
    text.append("},MatchExpressions:[]LabelSelectorRequirement{");
    for (LabelSelectorRequirement requirement : selector.matchExpressions()) {
      text.append(
          "LabelSelectorRequirement{Key:%s,Operator:%s,Values:[%s],},"
              .formatted(
                  requirement.key(),
                  requirement.operator(),
                  String.join(" ", requirement.values())));
    }
    return text.append("},}").toString();
  }
}
