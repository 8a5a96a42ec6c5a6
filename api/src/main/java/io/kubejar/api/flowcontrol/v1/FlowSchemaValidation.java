package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for flow schemas.
final class FlowSchemaValidation {
  private static final int MAX_PRECEDENCE = 10_000;
  private static final List<String> METHODS = List.of("ByNamespace", "ByUser");
  private static final List<String> SUBJECT_KINDS = List.of("Group", "ServiceAccount", "User");
  private static final List<String> VERBS =
      List.of(
          "create",
          "delete",
          "deletecollection",
          "get",
          "list",
          "patch",
          "proxy",
          "update",
          "watch");

  private FlowSchemaValidation() {}

  static void check(FlowSchema schema, FieldErrors errors) {
    FlowSchemaSpec spec = schema.spec();
    String name = schema.metadata().name();
    Path path = Path.of("spec");
    Path precedence = path.child("matchingPrecedence");
    if (spec.matchingPrecedence() <= 0) {
      errors.invalid(precedence, spec.matchingPrecedence(), "must be a positive value");
    }
    if (spec.matchingPrecedence() > MAX_PRECEDENCE) {
      errors.invalid(
          precedence, spec.matchingPrecedence(), "must not be greater than " + MAX_PRECEDENCE);
    }
    if (spec.matchingPrecedence() == 1 && !name.equals(MandatoryObjects.EXEMPT)) {
      errors.invalid(
          precedence,
          spec.matchingPrecedence(),
          "only the schema named 'exempt' may have matchingPrecedence 1");
    }
    FlowDistinguisherMethod method = spec.distinguisherMethod();
    if (method != null && !METHODS.contains(method.type())) {
      errors.notSupported(
          path.child("distinguisherMethod").child("type"), FieldErrors.plain(method), METHODS);
    }
    String level = spec.priorityLevelConfiguration().name();
    Path levelName = path.child("priorityLevelConfiguration").child("name");
    if (level.isEmpty()) {
      errors.required(levelName, "must reference a priority level");
    } else {
      errors.invalid(levelName, level, Formats.dnsSubdomain(level));
    }
    for (int i = 0; i < spec.rules().size(); i++) {
      check(spec.rules().get(i), path.child("rules").index(i), errors);
    }
    FlowSchemaSpec fixed = MandatoryObjects.SCHEMAS.get(name);
    if (fixed != null && !fixed.equals(spec)) {
      errors.invalid(
          path, FieldErrors.plain(spec), "spec of '" + name + "' must equal the fixed value");
    }
    checkStatus(schema.status(), errors);
  }

  static void checkStatus(FlowSchemaStatus status, FieldErrors errors) {
    checkTypes(status.conditions().stream().map(FlowSchemaCondition::type).toList(), errors);
  }

  /// The types of conditions, which are distinct and not empty.
  static void checkTypes(List<String> types, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < types.size(); i++) {
      Path at = Path.of("status", "conditions").index(i).child("type");
      if (!seen.add(types.get(i))) {
        errors.duplicate(at, types.get(i));
      }
      if (types.get(i).isEmpty()) {
        errors.required(at, "must not be empty");
      }
    }
  }

  private static void check(PolicyRulesWithSubjects rule, Path path, FieldErrors errors) {
    if (rule.subjects().isEmpty()) {
      errors.required(path.child("subjects"), "subjects must contain at least one value");
    }
    for (int i = 0; i < rule.subjects().size(); i++) {
      check(rule.subjects().get(i), path.child("subjects").index(i), errors);
    }
    if (rule.resourceRules().isEmpty() && rule.nonResourceRules().isEmpty()) {
      errors.required(
          path, "at least one of resourceRules and nonResourceRules has to be non-empty");
    }
    for (int i = 0; i < rule.resourceRules().size(); i++) {
      check(rule.resourceRules().get(i), path.child("resourceRules").index(i), errors);
    }
    for (int i = 0; i < rule.nonResourceRules().size(); i++) {
      check(rule.nonResourceRules().get(i), path.child("nonResourceRules").index(i), errors);
    }
  }

  private static void check(Subject subject, Path path, FieldErrors errors) {
    String kind = subject.kind();
    if (!SUBJECT_KINDS.contains(kind)) {
      errors.notSupported(path.child("kind"), kind, SUBJECT_KINDS);
      return;
    }
    // The part for the kind comes first, then the others in this order.
    ServiceAccountSubject account = subject.serviceAccount();
    UserSubject user = subject.user();
    GroupSubject group = subject.group();
    switch (kind) {
      case "ServiceAccount" -> checkAccount(account, path.child("serviceAccount"), errors);
      case "User" -> checkNamed(user == null ? null : user.name(), "user", kind, path, errors);
      default -> checkNamed(group == null ? null : group.name(), "group", kind, path, errors);
    }
    checkAbsent(account, "serviceAccount", "ServiceAccount", kind, path, errors);
    checkAbsent(user, "user", "User", kind, path, errors);
    checkAbsent(group, "group", "Group", kind, path, errors);
  }

  private static void checkAbsent(
      @Nullable Record part,
      String member,
      String memberKind,
      String kind,
      Path path,
      FieldErrors errors) {
    if (part != null && !kind.equals(memberKind)) {
      errors.forbidden(
          path.child(member),
          member + " is forbidden when subject kind is not '" + memberKind + "'");
    }
  }

  private static void checkNamed(
      @Nullable String name, String member, String kind, Path path, FieldErrors errors) {
    if (name == null) {
      errors.required(
          path.child(member), member + " is required when subject kind is '" + kind + "'");
    } else if (name.isEmpty()) {
      errors.required(path.child(member).child("name"));
    }
  }

  private static void checkAccount(
      @Nullable ServiceAccountSubject account, Path path, FieldErrors errors) {
    if (account == null) {
      errors.required(path, "serviceAccount is required when subject kind is 'ServiceAccount'");
      return;
    }
    if (account.name().isEmpty()) {
      errors.required(path.child("name"));
    } else if (!account.name().equals("*")) {
      errors.invalid(path.child("name"), account.name(), Formats.dnsSubdomain(account.name()));
    }
    if (account.namespace().isEmpty()) {
      errors.required(path.child("namespace"));
    } else {
      errors.invalid(
          path.child("namespace"), account.namespace(), Formats.dnsLabel(account.namespace()));
    }
  }

  private static void checkVerbs(List<String> verbs, Path path, FieldErrors errors) {
    if (verbs.isEmpty()) {
      errors.required(path, "verbs must contain at least one value");
    } else if (verbs.contains("*")) {
      checkAlone(verbs, "verbs", path, errors);
    } else if (!VERBS.containsAll(verbs)) {
      errors.notSupported(path, verbs, VERBS);
    }
  }

  private static void checkAlone(List<String> items, String what, Path path, FieldErrors errors) {
    if (items.size() > 1 && items.contains("*")) {
      errors.invalid(path, items, "if '*' is present, must not specify other " + what);
    }
  }

  private static void check(NonResourcePolicyRule rule, Path path, FieldErrors errors) {
    checkVerbs(rule.verbs(), path.child("verbs"), errors);
    Path urls = path.child("nonResourceURLs");
    if (rule.nonResourceURLs().isEmpty()) {
      errors.required(urls, "nonResourceURLs must contain at least one value");
    } else if (rule.nonResourceURLs().contains("*")) {
      checkAlone(rule.nonResourceURLs(), "non-resource URLs", urls, errors);
    } else {
      for (int i = 0; i < rule.nonResourceURLs().size(); i++) {
        checkUrlPath(rule.nonResourceURLs().get(i), urls.index(i), errors);
      }
    }
  }

  private static void checkUrlPath(String url, Path path, FieldErrors errors) {
    if (url.isEmpty()) {
      errors.invalid(path, url, "must not be empty");
    } else if (url.equals("/")) {
      return;
    } else if (!url.startsWith("/")) {
      errors.invalid(path, url, "must start with slash");
    } else if (url.contains(" ")) {
      errors.invalid(path, url, "must not contain white-space");
    } else if (url.contains("//")) {
      errors.invalid(path, url, "must not contain double slash");
    } else if (url.indexOf('*') >= 0
        && (url.indexOf('*') != url.length() - 1 || !url.endsWith("/*"))) {
      errors.invalid(path, url, "wildcard can only do suffix matching");
    }
  }

  private static void check(ResourcePolicyRule rule, Path path, FieldErrors errors) {
    checkVerbs(rule.verbs(), path.child("verbs"), errors);
    Path groups = path.child("apiGroups");
    if (rule.apiGroups().isEmpty()) {
      errors.required(groups, "resource rules must supply at least one api group");
    }
    checkAlone(rule.apiGroups(), "api groups", groups, errors);
    Path resources = path.child("resources");
    if (rule.resources().isEmpty()) {
      errors.required(resources, "resource rules must supply at least one resource");
    }
    checkAlone(rule.resources(), "resources", resources, errors);
    Path namespaces = path.child("namespaces");
    if (rule.namespaces().isEmpty() && !rule.clusterScope()) {
      errors.required(
          namespaces,
          "resource rules that are not cluster scoped must supply at least one namespace");
    } else if (rule.namespaces().contains("*")) {
      checkAlone(rule.namespaces(), "namespaces", namespaces, errors);
    } else {
      for (int i = 0; i < rule.namespaces().size(); i++) {
        String namespace = rule.namespaces().get(i);
        errors.invalid(namespaces.index(i), namespace, Formats.dnsLabel(namespace));
      }
    }
  }
}
