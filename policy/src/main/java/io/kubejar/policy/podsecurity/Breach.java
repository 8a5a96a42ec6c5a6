package io.kubejar.policy.podsecurity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// A rule that a pod breaks.
///
/// @param reason the rule, in a few words
/// @param detail what in the pod breaks it; may be empty
record Breach(String reason, String detail) {
  @Override
  public String toString() {
    return detail.isEmpty() ? reason : reason + " (" + detail + ")";
  }

  /// `"a", "b"`.
  static String quoted(Collection<String> words) {
    return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
  }

  static String plural(String one, String many, int count) {
    return count == 1 ? one : many;
  }

  /// `container "a"` or `containers "a", "b"`.
  static String containers(Collection<String> names) {
    return plural("container", "containers", names.size()) + " " + quoted(names);
  }

  /// The pod, containers, or both: `pod and container "a"`.
  static String setters(boolean pod, List<String> containers) {
    var all = new ArrayList<String>();
    if (pod) {
      all.add("pod");
    }
    if (!containers.isEmpty()) {
      all.add(containers(containers));
    }
    return String.join(" and ", all);
  }
}
