package io.kubejar.policy.certificates;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authorizer;

/// Lets only those approve certificates who may `approve` for the signer.
public final class CertificateApproval implements AdmissionPlugin {
  private final Authorizer authorizer;

  public CertificateApproval(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public String name() {
    return "CertificateApproval";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    if (admission.operation() == Operation.UPDATE
        && admission.subresource().equals("approval")
        && admission.old() instanceof CertificateSigningRequest old
        && !SignerPermission.holds(
            authorizer, admission.user(), "approve", old.spec().signerName())) {
      throw Admitted.forbidden(
          admission,
          "user not permitted to approve requests with signerName \"%s\""
              .formatted(old.spec().signerName()));
    }
  }
}
