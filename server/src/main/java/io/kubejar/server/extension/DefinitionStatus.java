package io.kubejar.server.extension;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionCondition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionNames;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionStatus;
import io.kubejar.api.value.Time;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the server says of a definition: which of its names it accepts, and its conditions.
final class DefinitionStatus {
  static final String ESTABLISHED = "Established";
  static final String NAMES_ACCEPTED = "NamesAccepted";
  static final String TERMINATING = "Terminating";
  private static final String CONFORMANT = "KubernetesAPIApprovalPolicyConformant";
  private static final String TRUE = "True";
  private static final String FALSE = "False";

  private DefinitionStatus() {}

  /// The status that a definition should have.
  ///
  /// @param others all other definitions
  static CustomResourceDefinitionStatus of(
      CustomResourceDefinition definition, Collection<CustomResourceDefinition> others, Time now) {
    var naming = new Naming(definition, others);
    var status = definition.status().with(s -> s.acceptedNames(naming.accepted()));
    boolean accepted = naming.conflict() == null;
    status =
        with(
            status,
            NAMES_ACCEPTED,
            accepted,
            accepted ? "NoConflicts" : naming.reason,
            accepted ? "no conflicts found" : String.valueOf(naming.conflict()),
            now);
    if (!is(status, ESTABLISHED)) {
      status =
          accepted
              ? with(
                  status,
                  ESTABLISHED,
                  true,
                  "InitialNamesAccepted",
                  "the initial names have been accepted",
                  now)
              : with(status, ESTABLISHED, false, "NotAccepted", "not all names are accepted", now);
    }
    ApiApproval approval = ApiApproval.of(definition);
    if (approval != null) {
      status =
          with(
              status,
              CONFORMANT,
              approval.conformant(),
              approval.reason(),
              approval.message(),
              now);
    }
    return status;
  }

  static boolean is(CustomResourceDefinitionStatus status, String type) {
    return status.conditions().stream()
        .anyMatch(condition -> condition.type().equals(type) && condition.status().equals(TRUE));
  }

  /// The status with a condition; its time changes with its status only.
  static CustomResourceDefinitionStatus with(
      CustomResourceDefinitionStatus status,
      String type,
      boolean holds,
      String reason,
      String message,
      Time now) {
    var conditions = new ArrayList<CustomResourceDefinitionCondition>(status.conditions());
    String word = holds ? TRUE : FALSE;
    for (int i = 0; i < conditions.size(); i++) {
      var old = conditions.get(i);
      if (old.type().equals(type)) {
        conditions.set(
            i,
            old.with(
                c ->
                    c.status(word)
                        .reason(reason)
                        .message(message)
                        .lastTransitionTime(
                            old.status().equals(word) ? old.lastTransitionTime() : now)));
        return status.with(s -> s.conditions(conditions));
      }
    }
    conditions.add(
        CustomResourceDefinitionCondition.builder()
            .type(type)
            .status(word)
            .reason(reason)
            .message(message)
            .lastTransitionTime(now)
            .build());
    return status.with(s -> s.conditions(conditions));
  }

  /// Holds the names asked for against those that other definitions of the group have.
  private static final class Naming {
    private final CustomResourceDefinitionNames asked;
    private CustomResourceDefinitionNames accepted;
    private String reason = "";
    private @Nullable String conflict;

    Naming(CustomResourceDefinition definition, Collection<CustomResourceDefinition> others) {
      this.asked = definition.spec().names();
      var had = definition.status().acceptedNames();
      this.accepted = had;
      Set<String> resources = new HashSet<>();
      Set<String> kinds = new HashSet<>();
      for (CustomResourceDefinition other : others) {
        boolean same = other.metadata().name().equals(definition.metadata().name());
        if (!same && other.spec().group().equals(definition.spec().group())) {
          var names = other.status().acceptedNames();
          resources.add(names.plural());
          resources.add(names.singular());
          resources.addAll(names.shortNames());
          kinds.add(names.kind());
          kinds.add(names.listKind());
        }
      }
      if (isFree("PluralConflict", asked.plural(), had.plural(), resources)) {
        accepted = accepted.with(n -> n.plural(asked.plural()));
      }
      if (isFree("SingularConflict", asked.singular(), had.singular(), resources)) {
        accepted = accepted.with(n -> n.singular(asked.singular()));
      }
      if (areFree(had.shortNames(), resources)) {
        accepted = accepted.with(n -> n.shortNames(asked.shortNames()));
      }
      if (isFree("KindConflict", asked.kind(), had.kind(), kinds)) {
        accepted = accepted.with(n -> n.kind(asked.kind()));
      }
      if (isFree("ListKindConflict", asked.listKind(), had.listKind(), kinds)) {
        accepted = accepted.with(n -> n.listKind(asked.listKind()));
      }
      accepted = accepted.with(n -> n.categories(asked.categories()));
    }

    private boolean isFree(String why, String name, String had, Set<String> used) {
      if (name.equals(had) || !used.contains(name)) {
        return true;
      }
      reason = why;
      conflict = inUse(name);
      return false;
    }

    private boolean areFree(List<String> had, Set<String> used) {
      List<String> conflicts =
          asked.shortNames().stream()
              .filter(name -> !had.contains(name) && used.contains(name))
              .map(Naming::inUse)
              .toList();
      if (conflicts.isEmpty()) {
        return true;
      }
      reason = "ShortNamesConflict";
      conflict =
          conflicts.size() == 1 ? conflicts.getFirst() : "[" + String.join(", ", conflicts) + "]";
      return false;
    }

    private static String inUse(String name) {
      return "\"" + name + "\" is already in use";
    }

    CustomResourceDefinitionNames accepted() {
      return accepted;
    }

    @Nullable String conflict() {
      return conflict;
    }
  }
}
