package io.kubejar.policy.rbac;

import io.kubejar.api.rbac.v1.RoleRef;
import io.kubejar.api.rbac.v1.Subject;
import io.kubejar.server.spi.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The bindings of one scope, by whom they are for.
final class Grants {
  static final Grants NONE = new Grants();

  private final List<Grant> all = new ArrayList<>();
  private final Map<String, List<Grant>> byUser = new HashMap<>();
  private final Map<String, List<Grant>> byGroup = new HashMap<>();

  /// A binding's word for one subject.
  ///
  /// @param order the place among all, to ask in the order of the bindings
  /// @param binding how messages name the binding
  /// @param subject how messages name the subject
  record Grant(int order, String binding, RoleRef role, String subject) {}

  /// Adds a binding; `namespace` is that of a role binding, or empty.
  void add(String binding, RoleRef role, List<Subject> subjects, String namespace) {
    for (Subject subject : subjects) {
      switch (subject.kind()) {
        case "User" -> put(byUser, subject.name(), binding, role, text(subject, ""));
        case "Group" -> put(byGroup, subject.name(), binding, role, text(subject, ""));
        case "ServiceAccount" -> {
          String home = subject.namespace().isEmpty() ? namespace : subject.namespace();
          if (!home.isEmpty()) {
            String user = "system:serviceaccount:" + home + ":" + subject.name();
            put(byUser, user, binding, role, text(subject, "/" + home));
          }
        }
        default -> {} // nobody is of another kind
      }
    }
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// The grants for a user, in the order of their bindings.
  List<Grant> of(User user) {
    List<Grant> direct = byUser.get(user.name());
    List<Grant> first = direct;
    TreeSet<Grant> merged = null;
    for (String group : user.groups()) {
      List<Grant> more = byGroup.get(group);
      if (more == null) {
        continue;
      }
      if (first == null) {
        first = more;
        continue;
      }
      if (merged == null) {
        merged = new TreeSet<>(Comparator.comparingInt(Grant::order));
        merged.addAll(first);
      }
      merged.addAll(more);
    }
    return merged != null ? List.copyOf(merged) : first != null ? first : List.of();
  }

  private void put(
      Map<String, List<Grant>> target, String key, String binding, RoleRef role, String subject) {
    var grant = new Grant(all.size(), binding, role, subject);
    all.add(grant);
    target.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(grant);
  }

  private static String text(Subject subject, String suffix) {
    return "%s \"%s%s\"".formatted(subject.kind(), subject.name(), suffix);
  }
}
