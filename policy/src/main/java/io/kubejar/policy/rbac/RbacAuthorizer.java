package io.kubejar.policy.rbac;

import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.api.rbac.v1.RoleRef;
import io.kubejar.policy.rbac.Grants.Grant;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.RuleResolver;
import io.kubejar.server.spi.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Allows what some role, bound to the user or one of its groups, grants.
public final class RbacAuthorizer implements Authorizer, RuleResolver {
  private final RoleIndex index;

  public RbacAuthorizer(ClusterView view) {
    this.index = new RoleIndex(view);
  }

  @Override
  public String name() {
    return "RBAC";
  }

  @Override
  public Decision authorize(Attributes attributes) {
    var errors = new ArrayList<String>();
    User user = attributes.user();
    Grant grant = find(index.clusterGrants().of(user), "", attributes, errors);
    if (grant == null && !attributes.namespace().isEmpty()) {
      String namespace = attributes.namespace();
      grant = find(index.grants(namespace).of(user), namespace, attributes, errors);
    }
    if (grant == null) {
      return new Decision.NoOpinion(errors.isEmpty() ? "" : "RBAC: " + joined(errors));
    }
    return new Decision.Allowed(
        "RBAC: allowed by %s of %s \"%s\" to %s"
            .formatted(grant.binding(), grant.role().kind(), grant.role().name(), grant.subject()));
  }

  @Override
  public Rules rules(User user, String namespace) {
    var rules = new ArrayList<PolicyRule>();
    var errors = new ArrayList<String>();
    collect(index.clusterGrants().of(user), "", rules, errors);
    if (!namespace.isEmpty()) {
      collect(index.grants(namespace).of(user), namespace, rules, errors);
    }
    return new Rules(rules, errors);
  }

  /// The rules of the role a binding in a namespace (or none) refers to, or null.
  @Nullable List<PolicyRule> rules(RoleRef role, String namespace) {
    RoleIndex.Rules rules = index.rules(role, namespace);
    return rules == null ? null : rules.written();
  }

  private @Nullable Grant find(
      List<Grant> grants, String namespace, Attributes attributes, List<String> errors) {
    for (Grant grant : grants) {
      RoleIndex.Rules rules = index.rules(grant.role(), namespace);
      if (rules == null) {
        addOnce(errors, missing(grant.role()));
        continue;
      }
      for (CompiledRule rule : rules.compiled()) {
        if (rule.allows(attributes)) {
          return grant;
        }
      }
    }
    return null;
  }

  private void collect(
      List<Grant> grants, String namespace, List<PolicyRule> rules, List<String> errors) {
    for (Grant grant : grants) {
      RoleIndex.Rules found = index.rules(grant.role(), namespace);
      if (found == null) {
        addOnce(errors, missing(grant.role()));
      } else {
        rules.addAll(found.written());
      }
    }
  }

  private static String missing(RoleRef role) {
    return "%s.rbac.authorization.k8s.io \"%s\" not found"
        .formatted(role.kind().equals("Role") ? "role" : "clusterrole", role.name());
  }

  private static void addOnce(List<String> errors, String error) {
    if (!errors.contains(error)) {
      errors.add(error);
    }
  }

  private static String joined(List<String> errors) {
    return errors.size() == 1 ? errors.getFirst() : "[" + String.join(", ", errors) + "]";
  }
}
