package io.kubejar.server.testing;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;

/// Lets everybody do anything.
public record Anything() implements Authorizer {
  @Override
  public String name() {
    return "Anything";
  }

  @Override
  public Decision authorize(Attributes attributes) {
    return new Decision.Allowed("");
  }
}
