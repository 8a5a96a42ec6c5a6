package io.kubejar.policy.certificates;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.User;
import org.jspecify.annotations.Nullable;

/// Writes into a certificate request who made it, whatever the request itself says.
public final class CertificateRequester implements AdmissionPlugin {
  @Override
  public String name() {
    return "CertificateRequester";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    if (!(admission.object() instanceof CertificateSigningRequest request)) {
      return admission.object();
    }
    if (Admitted.isOn(admission, Operation.CREATE)) {
      User user = admission.user();
      return Admitted.changed(
          admission,
          request.with(
              it ->
                  it.spec(
                      spec ->
                          spec.username(user.name())
                              .uid(user.uid())
                              .groups(user.groups())
                              .extra(user.extra()))));
    }
    if (Admitted.isOn(admission, Operation.UPDATE)
        && admission.old() instanceof CertificateSigningRequest old) {
      return Admitted.changed(admission, request.with(it -> it.spec(old.spec())));
    }
    return admission.object();
  }
}
