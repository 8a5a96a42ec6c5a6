package io.kubejar.policy.certificates;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authorizer;

/// Lets only those write a certificate, or that it failed, who may `sign` for the signer.
public final class CertificateSigning implements AdmissionPlugin {
  private final Authorizer authorizer;

  public CertificateSigning(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public String name() {
    return "CertificateSigning";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    if (admission.operation() != Operation.UPDATE
        || !admission.subresource().equals("status")
        || !(admission.old() instanceof CertificateSigningRequest old)
        || !(admission.object() instanceof CertificateSigningRequest changed)) {
      return;
    }
    boolean signs =
        !old.status().certificate().equals(changed.status().certificate())
            || hasFailed(old) != hasFailed(changed);
    if (signs
        && !SignerPermission.holds(authorizer, admission.user(), "sign", old.spec().signerName())) {
      throw Admitted.forbidden(
          admission,
          "user not permitted to sign requests with signerName \"%s\""
              .formatted(old.spec().signerName()));
    }
  }

  private static boolean hasFailed(CertificateSigningRequest request) {
    return request.status().conditions().stream()
        .anyMatch(condition -> condition.type().equals("Failed"));
  }
}
