package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.LabelSelector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for what decides which requests a webhook or policy sees.
final class MatchValidation {
  static final List<String> MATCH_POLICIES = List.of("Equivalent", "Exact");
  private static final List<String> OPERATIONS =
      List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
  private static final List<String> SCOPES = List.of("*", "Cluster", "Namespaced");
  private static final int MAX_CONDITIONS = 64;

  private MatchValidation() {}

  static void check(@Nullable MatchResources match, Path path, FieldErrors errors) {
    if (match == null) {
      return;
    }
    String policy = match.matchPolicy();
    if (policy == null) {
      errors.required(path.child("matchPolicy"));
    } else if (!MATCH_POLICIES.contains(policy)) {
      errors.notSupported(path.child("matchPolicy"), policy, MATCH_POLICIES);
    }
    checkSelector(match.namespaceSelector(), path.child("namespaceSelector"), errors);
    checkSelector(match.objectSelector(), path.child("objectSelector"), errors);
    checkNamed(match.resourceRules(), path.child("resourceRules"), errors);
    checkNamed(match.excludeResourceRules(), path.child("excludeResourceRules"), errors);
  }

  /// The match constraints of a policy, which have to name resources.
  static void checkConstraints(@Nullable MatchResources match, Path path, FieldErrors errors) {
    if (match == null) {
      errors.required(path);
      return;
    }
    check(match, path, errors);
    if (match.resourceRules().isEmpty()) {
      errors.required(path.child("resourceRules"));
    }
  }

  /// Operations other than those that have an object to change.
  static void checkMutable(@Nullable MatchResources match, Path path, FieldErrors errors) {
    if (match == null) {
      return;
    }
    List<String> supported = List.of("CREATE", "UPDATE");
    for (NamedRuleWithOperations rule : match.resourceRules()) {
      for (String operation : rule.operations()) {
        if (!supported.contains(operation)) {
          errors.notSupported(
              path.child("resourceRules").child("operations"), operation, supported);
        }
      }
    }
  }

  private static void checkSelector(
      @Nullable LabelSelector selector, Path path, FieldErrors errors) {
    if (selector == null) {
      errors.required(path);
    } else {
      LabelSelectorValidation.check(selector, path, errors);
    }
  }

  private static void checkNamed(
      List<NamedRuleWithOperations> rules, Path path, FieldErrors errors) {
    for (int i = 0; i < rules.size(); i++) {
      NamedRuleWithOperations rule = rules.get(i);
      Path at = path.index(i);
      Set<String> names = new HashSet<>();
      for (int j = 0; j < rule.resourceNames().size(); j++) {
        String name = rule.resourceNames().get(j);
        Path place = at.child("resourceNames").index(j);
        errors.invalid(place, name, Formats.pathSegment(name, false));
        if (!names.add(name)) {
          errors.duplicate(place, name);
        }
      }
      check(
          new RuleWithOperations(
              rule.operations(),
              rule.apiGroups(),
              rule.apiVersions(),
              rule.resources(),
              rule.scope()),
          at,
          errors);
    }
  }

  static void check(RuleWithOperations rule, Path path, FieldErrors errors) {
    Path operations = path.child("operations");
    if (rule.operations().isEmpty()) {
      errors.required(operations);
    }
    checkAlone(rule.operations(), "operations", operations, errors);
    for (int i = 0; i < rule.operations().size(); i++) {
      String operation = rule.operations().get(i);
      if (!OPERATIONS.contains(operation)) {
        errors.notSupported(operations.index(i), operation, OPERATIONS);
      }
    }
    Path groups = path.child("apiGroups");
    if (rule.apiGroups().isEmpty()) {
      errors.required(groups);
    }
    checkAlone(rule.apiGroups(), "API groups", groups, errors);
    Path versions = path.child("apiVersions");
    if (rule.apiVersions().isEmpty()) {
      errors.required(versions);
    }
    checkAlone(rule.apiVersions(), "API versions", versions, errors);
    for (int i = 0; i < rule.apiVersions().size(); i++) {
      if (rule.apiVersions().get(i).isEmpty()) {
        errors.required(versions.index(i));
      }
    }
    checkResources(rule.resources(), path.child("resources"), errors);
    String scope = rule.scope();
    if (scope != null && !SCOPES.contains(scope)) {
      errors.notSupported(path.child("scope"), scope, SCOPES);
    }
  }

  private static void checkAlone(List<String> items, String what, Path path, FieldErrors errors) {
    if (items.size() > 1 && items.contains("*")) {
      errors.invalid(path, items, "if '*' is present, must not specify other " + what);
    }
  }

  private static void checkResources(List<String> resources, Path path, FieldErrors errors) {
    if (resources.isEmpty()) {
      errors.required(path);
    }
    Set<String> wholeResources = new HashSet<>();
    Set<String> wholeSubresources = new HashSet<>();
    boolean plain = false;
    for (int i = 0; i < resources.size(); i++) {
      String text = resources.get(i);
      Path at = path.index(i);
      if (text.isEmpty()) {
        errors.required(at);
        continue;
      }
      int slash = text.indexOf('/');
      if (slash < 0) {
        plain = !text.equals("*");
        continue;
      }
      String resource = text.substring(0, slash);
      String subresource = text.substring(slash + 1);
      if (wholeResources.contains(resource)) {
        errors.invalid(at, text, "if '" + resource + "/*' is present, must not specify " + text);
      }
      if (wholeSubresources.contains(subresource)) {
        errors.invalid(at, text, "if '*/" + subresource + "' is present, must not specify " + text);
      }
      if (subresource.equals("*")) {
        wholeResources.add(resource);
      }
      if (resource.equals("*")) {
        wholeSubresources.add(subresource);
      }
    }
    if (resources.size() > 1 && resources.contains("*/*")) {
      errors.invalid(path, resources, "if '*/*' is present, must not specify other resources");
    }
    if (resources.contains("*") && plain) {
      errors.invalid(
          path,
          resources,
          "if '*' is present, must not specify other resources without subresources");
    }
  }

  static void checkConditions(List<MatchCondition> conditions, Path path, FieldErrors errors) {
    if (conditions.size() > MAX_CONDITIONS) {
      errors.tooMany(path, conditions.size(), MAX_CONDITIONS);
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      MatchCondition condition = conditions.get(i);
      Path at = path.index(i);
      if (condition.expression().isBlank()) {
        errors.required(at.child("expression"));
      }
      String name = condition.name();
      if (name.isEmpty()) {
        errors.required(at.child("name"));
      } else {
        errors.invalid(at.child("name"), name, Formats.qualifiedName(name));
        if (!names.add(name)) {
          errors.duplicate(at.child("name"), name);
        }
      }
    }
  }
}
