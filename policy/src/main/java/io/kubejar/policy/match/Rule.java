package io.kubejar.policy.match;

import io.kubejar.api.admissionregistration.v1.NamedRuleWithOperations;
import io.kubejar.api.admissionregistration.v1.RuleWithOperations;
import io.kubejar.api.kind.Names;
import io.kubejar.server.spi.Admission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A choice of operations on resources.
///
/// @param names the objects it is about; all when empty
public record Rule(
    List<String> operations,
    List<String> groups,
    List<String> versions,
    List<String> resources,
    @Nullable String scope,
    List<String> names) {
  public Rule {
    operations = List.copyOf(operations);
    groups = List.copyOf(groups);
    versions = List.copyOf(versions);
    resources = List.copyOf(resources);
    names = List.copyOf(names);
  }

  public static Rule of(RuleWithOperations rule) {
    return new Rule(
        rule.operations(),
        rule.apiGroups(),
        rule.apiVersions(),
        rule.resources(),
        rule.scope(),
        List.of());
  }

  static Rule of(NamedRuleWithOperations rule) {
    return new Rule(
        rule.operations(),
        rule.apiGroups(),
        rule.apiVersions(),
        rule.resources(),
        rule.scope(),
        rule.resourceNames());
  }

  /// Whether the change is on a resource of the rule, by one of its operations.
  public boolean matches(Admission<?> admission) {
    return matches(admission, admission.kind().names());
  }

  /// The same, were the resource another one.
  boolean matches(Admission<?> admission, Names kind) {
    return has(operations, admission.operation().name())
        && has(groups, kind.group())
        && has(versions, kind.version())
        && resources.stream().anyMatch(each -> isOn(each, kind.plural(), admission.subresource()))
        && inScope(kind)
        && (names.isEmpty() || names.contains(admission.name()));
  }

  private static boolean has(List<String> choices, String value) {
    return choices.contains("*") || choices.contains(value);
  }

  private static boolean isOn(String choice, String resource, String subresource) {
    int slash = choice.indexOf('/');
    String chosen = slash < 0 ? choice : choice.substring(0, slash);
    String below = slash < 0 ? "" : choice.substring(slash + 1);
    return (chosen.equals("*") || chosen.equals(resource))
        && (below.equals("*") || below.equals(subresource));
  }

  private boolean inScope(Names kind) {
    return switch (scope) {
      case "Namespaced" -> kind.namespaced();
      case "Cluster" -> !kind.namespaced();
      case null, default -> true;
    };
  }
}
