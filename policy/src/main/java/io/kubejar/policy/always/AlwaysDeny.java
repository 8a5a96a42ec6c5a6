package io.kubejar.policy.always;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import org.jspecify.annotations.Nullable;

/// Refuses everything.
public final class AlwaysDeny implements AdmissionPlugin {
  @Override
  public String name() {
    return "AlwaysDeny";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    throw Admitted.forbidden(admission, "admission control is denying all modifications");
  }
}
