package io.kubejar.policy;

import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.policy.abac.AbacAuthorizer;
import io.kubejar.policy.masters.MastersAuthorizer;
import io.kubejar.policy.node.NodeAuthorizer;
import io.kubejar.policy.rbac.RbacAuthorizer;
import io.kubejar.policy.union.AuthorizerChain;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.RuleResolver;
import io.kubejar.server.spi.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The authorizers that settings ask for, as one, and what they know to tell about users' rights.
///
/// @param chain asks one after the other; `system:masters` always comes first
record Authorizers(Authorizer chain, RuleResolver rules) {
  private static final PolicyRule ALL_RESOURCES =
      PolicyRule.builder().verbs("*").apiGroups("*").resources("*").build();
  private static final PolicyRule ALL_PATHS =
      PolicyRule.builder().verbs("*").nonResourceURLs("*").build();

  /// @throws IllegalArgumentException when a file cannot be understood
  static Authorizers of(
      AuthorizationSettings settings,
      ClusterView view,
      List<PolicyRule> nodeRules,
      RbacAuthorizer rbac) {
    var members = new ArrayList<Authorizer>(List.of(new MastersAuthorizer()));
    var resolvers = new ArrayList<RuleResolver>();
    for (String mode : settings.modes()) {
      switch (mode) {
        case "Node" -> members.add(new NodeAuthorizer(view, nodeRules));
        case "RBAC" -> {
          members.add(rbac);
          resolvers.add(rbac);
        }
        case "ABAC" -> {
          AbacAuthorizer abac = abac(Objects.requireNonNull(settings.policyFile()));
          members.add(abac);
          resolvers.add(abac);
        }
        case "AlwaysAllow" -> {
          members.add(new Fixed(mode, new Authorizer.Decision.Allowed("")));
          resolvers.add(
              (_, _) -> new RuleResolver.Rules(List.of(ALL_RESOURCES, ALL_PATHS), List.of()));
        }
        case "AlwaysDeny" ->
            members.add(
                new Fixed(mode, new Authorizer.Decision.NoOpinion("Everything is forbidden.")));
        default -> throw new IllegalStateException("no authorizer " + mode);
      }
    }
    return new Authorizers(
        new AuthorizerChain(members),
        resolvers.size() == 1 ? resolvers.getFirst() : (user, at) -> joined(resolvers, user, at));
  }

  private static RuleResolver.Rules joined(
      List<RuleResolver> resolvers, User user, String namespace) {
    var rules = new ArrayList<PolicyRule>();
    var errors = new ArrayList<String>();
    for (RuleResolver resolver : resolvers) {
      RuleResolver.Rules found = resolver.rules(user, namespace);
      rules.addAll(found.rules());
      errors.addAll(found.errors());
    }
    return new RuleResolver.Rules(rules, errors);
  }

  private static AbacAuthorizer abac(Path file) {
    try {
      return AbacAuthorizer.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Says the same to everybody.
  private record Fixed(String name, Decision decision) implements Authorizer {
    @Override
    public Decision authorize(Attributes attributes) {
      return decision;
    }
  }
}
