package io.kubejar.policy.union;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Opinions;
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
    return Opinions.of(members, attributes, "\n");
  }
}
