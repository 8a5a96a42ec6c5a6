package io.kubejar.api.rbac.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What bindings of roles have in common, in a namespace and in the cluster.
final class BindingRules {
  static final String GROUP = "rbac.authorization.k8s.io";

  private BindingRules() {}

  /// Users and groups belong to this API's group.
  static Subject filled(Subject subject) {
    boolean person = subject.kind().equals("User") || subject.kind().equals("Group");
    return person && subject.apiGroup().isEmpty()
        ? subject.with(draft -> draft.apiGroup(GROUP))
        : subject;
  }

  static void check(
      RoleRef role,
      List<Subject> subjects,
      List<String> kinds,
      boolean namespaced,
      FieldErrors errors) {
    Path path = Path.of("roleRef");
    if (!role.apiGroup().equals(GROUP)) {
      errors.notSupported(path.child("apiGroup"), role.apiGroup(), List.of(GROUP));
    }
    if (!kinds.contains(role.kind())) {
      errors.notSupported(path.child("kind"), role.kind(), kinds);
    }
    if (role.name().isEmpty()) {
      errors.required(path.child("name"));
    } else {
      errors.invalid(path.child("name"), role.name(), Formats.pathSegment(role.name(), false));
    }
    for (int i = 0; i < subjects.size(); i++) {
      check(subjects.get(i), namespaced, Path.of("subjects").index(i), errors);
    }
  }

  /// The names of the subjects of a kind, as tables show them.
  private static String names(List<Subject> subjects, String kind) {
    List<String> names = new ArrayList<>();
    for (Subject subject : subjects) {
      if (subject.kind().equals(kind)) {
        names.add(
            kind.equals("ServiceAccount") && !subject.namespace().isEmpty()
                ? subject.namespace() + "/" + subject.name()
                : subject.name());
      }
    }
    return String.join(", ", names);
  }

  /// What is granted stays; who it is granted to may change.
  static void checkKept(RoleRef role, RoleRef old, FieldErrors errors) {
    if (!role.equals(old)) {
      errors.invalid(Path.of("roleRef"), FieldErrors.plain(role), "cannot change roleRef");
    }
  }

  /// The columns of the table form.
  static <T extends ApiObject> List<Column<T>> columns(
      Function<T, RoleRef> role, Function<T, List<Subject>> subjects) {
    return List.of(
        Column.objectName(),
        Column.text(
            "Role",
            "What is granted.",
            each -> role.apply(each).kind() + "/" + role.apply(each).name()),
        Column.age(),
        Column.wide(
            "Users", "Users it is granted to.", each -> names(subjects.apply(each), "User")),
        Column.wide(
            "Groups", "Groups it is granted to.", each -> names(subjects.apply(each), "Group")),
        Column.wide(
            "ServiceAccounts",
            "Service accounts it is granted to.",
            each -> names(subjects.apply(each), "ServiceAccount")));
  }

  private static void check(Subject subject, boolean namespaced, Path path, FieldErrors errors) {
    if (subject.name().isEmpty()) {
      errors.required(path.child("name"));
    }
    switch (subject.kind()) {
      case "ServiceAccount" -> {
        if (!subject.name().isEmpty()) {
          errors.invalid(path.child("name"), subject.name(), Formats.dnsSubdomain(subject.name()));
        }
        if (!subject.apiGroup().isEmpty()) {
          errors.notSupported(path.child("apiGroup"), subject.apiGroup(), List.of(""));
        }
        if (!namespaced && subject.namespace().isEmpty()) {
          errors.required(path.child("namespace"));
        }
      }
      case "User", "Group" -> {
        if (!subject.apiGroup().equals(GROUP)) {
          errors.notSupported(path.child("apiGroup"), subject.apiGroup(), List.of(GROUP));
        }
      }
      default ->
          errors.notSupported(
              path.child("kind"), subject.kind(), List.of("Group", "ServiceAccount", "User"));
    }
  }
}
