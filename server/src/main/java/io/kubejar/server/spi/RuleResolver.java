package io.kubejar.server.spi;

import io.kubejar.api.rbac.v1.PolicyRule;
import java.util.List;

/// Tells what a user may do, as far as that can be listed.
public interface RuleResolver {
  /// What was found.
  ///
  /// @param rules the rules, of all paths and resources
  /// @param errors what could not be looked up; empty when the rules are complete
  record Rules(List<PolicyRule> rules, List<String> errors) {
    public Rules {
      rules = List.copyOf(rules);
      errors = List.copyOf(errors);
    }
  }

  /// The rules that hold for a user in a namespace, or cluster-wide for an empty one.
  Rules rules(User user, String namespace);
}
