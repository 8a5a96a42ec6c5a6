package io.kubejar.policy.masters;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;

/// Lets the group `system:masters` do everything, even when no role can be read.
public final class MastersAuthorizer implements Authorizer {
  public static final String GROUP = "system:masters";

  @Override
  public String name() {
    return "SystemMasters";
  }

  @Override
  public Decision authorize(Attributes attributes) {
    return attributes.user().inGroup(GROUP) ? new Decision.Allowed("") : new Decision.NoOpinion("");
  }
}
