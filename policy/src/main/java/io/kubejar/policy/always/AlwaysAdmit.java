package io.kubejar.policy.always;

import io.kubejar.server.spi.AdmissionPlugin;

/// Lets everything pass.
public final class AlwaysAdmit implements AdmissionPlugin {
  @Override
  public String name() {
    return "AlwaysAdmit";
  }
}
