package io.kubejar.api.storage.v1;

import io.kubejar.api.core.v1.TopologySelectorLabelRequirement;
import io.kubejar.api.core.v1.TopologySelectorTerm;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules for where a class allows its volumes to be.
final class AllowedTopologies {
  private AllowedTopologies() {}

  static void check(List<TopologySelectorTerm> terms, Path path, FieldErrors errors) {
    Set<Map<String, Set<String>>> seen = new HashSet<>();
    for (int i = 0; i < terms.size(); i++) {
      Path at = path.index(i).child("matchLabelExpressions");
      if (!seen.add(meaning(terms.get(i), at, errors))) {
        errors.duplicate(at, "");
      }
    }
  }

  /// What a term asks for, by label.
  private static Map<String, Set<String>> meaning(
      TopologySelectorTerm term, Path path, FieldErrors errors) {
    Map<String, Set<String>> wanted = new HashMap<>();
    for (int i = 0; i < term.matchLabelExpressions().size(); i++) {
      TopologySelectorLabelRequirement requirement = term.matchLabelExpressions().get(i);
      Path at = path.index(i);
      Set<String> values = values(requirement.values(), at.child("values"), errors);
      errors.invalid(at.child("key"), requirement.key(), Formats.qualifiedName(requirement.key()));
      if (wanted.put(requirement.key(), values) != null) {
        errors.duplicate(at.child("key"), requirement.key());
      }
    }
    return wanted;
  }

  private static Set<String> values(List<String> given, Path path, FieldErrors errors) {
    if (given.isEmpty()) {
      errors.required(path);
    }
    Set<String> values = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      if (!values.add(given.get(i))) {
        errors.duplicate(path.index(i), given.get(i));
      }
    }
    return values;
  }
}
