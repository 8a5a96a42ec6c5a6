package io.kubejar.policy.union;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import java.util.ArrayList;
import java.util.List;

/// Asks authorizers in turn until one decides.
public final class AuthorizerChain implements Authorizer {
  private final List<Authorizer> members;

  public AuthorizerChain(List<Authorizer> members) {
    this.members = List.copyOf(members);
  }

  @Override
  public String name() {
    return String.join(",", members.stream().map(Authorizer::name).toList());
  }

  @Override
  public Decision authorize(Attributes attributes) {
    var reasons = new ArrayList<String>();
    for (Authorizer member : members) {
      switch (member.authorize(attributes)) {
        case Decision.NoOpinion(String reason) -> {
          if (!reason.isEmpty()) {
            reasons.add(reason);
          }
        }
        case Decision.Allowed allowed -> {
          return allowed;
        }
        case Decision.Denied denied -> {
          return denied;
        }
      }
    }
    return new Decision.NoOpinion(String.join("\n", reasons));
  }
}
