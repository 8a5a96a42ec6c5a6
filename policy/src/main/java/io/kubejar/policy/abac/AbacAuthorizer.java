package io.kubejar.policy.abac;

import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.RuleResolver;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Allows what a line of the policy file allows.
public final class AbacAuthorizer implements Authorizer, RuleResolver {
  private static final long MOST_BYTES = 16L << 20;

  private final List<AbacPolicy> policies;

  private AbacAuthorizer(List<AbacPolicy> policies) {
    this.policies = List.copyOf(policies);
  }

  /// @throws IllegalArgumentException when a line cannot be understood
  public static AbacAuthorizer load(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(file + " is larger than 16 MiB");
    }
    var policies = new ArrayList<AbacPolicy>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        if (!(JsonValue.parse(line) instanceof Obj policy)) {
          throw new IllegalArgumentException("not an object");
        }
        policies.add(AbacPolicy.of(policy));
      } catch (JsonException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "error reading policy file %s, line %d: %s: %s"
                .formatted(file, i + 1, line, e.getMessage()),
            e);
      }
    }
    return new AbacAuthorizer(policies);
  }

  @Override
  public String name() {
    return "ABAC";
  }

  @Override
  public Decision authorize(Attributes attributes) {
    for (AbacPolicy policy : policies) {
      if (policy.allows(attributes)) {
        return new Decision.Allowed("");
      }
    }
    return new Decision.NoOpinion("No policy matched.");
  }

  @Override
  public Rules rules(User user, String namespace) {
    var rules = new ArrayList<PolicyRule>();
    for (AbacPolicy policy : policies) {
      if (!policy.isFor(user)) {
        continue;
      }
      List<String> verbs = policy.readonly() ? List.of("get", "list", "watch") : List.of("*");
      boolean here = policy.namespace().equals("*") || policy.namespace().equals(namespace);
      if (here && !policy.resource().isEmpty()) {
        rules.add(
            PolicyRule.builder()
                .verbs(verbs)
                .apiGroups(policy.apiGroup())
                .resources(policy.resource())
                .build());
      }
      if (!policy.nonResourcePath().isEmpty()) {
        rules.add(
            PolicyRule.builder().verbs(verbs).nonResourceURLs(policy.nonResourcePath()).build());
      }
    }
    return new Rules(rules, List.of());
  }
}
