package io.kubejar.policy.externalips;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import java.util.List;

/// Lets nobody add external addresses to a service; those that are there may stay or go.
public final class DenyServiceExternalIPs implements AdmissionPlugin {
  @Override
  public String name() {
    return "DenyServiceExternalIPs";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    boolean write =
        Admitted.isOn(admission, Operation.CREATE) || Admitted.isOn(admission, Operation.UPDATE);
    if (!write || !(admission.object() instanceof Service service)) {
      return;
    }
    List<String> old =
        admission.old() instanceof Service before ? before.spec().externalIPs() : List.of();
    if (!old.containsAll(service.spec().externalIPs())) {
      throw Admitted.forbidden(admission, "Use of external IPs is denied by admission control");
    }
  }
}
