package io.kubejar.policy.certificates;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import java.io.IOException;
import java.util.Base64;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/// Lets nobody ask the API server's signer for a certificate in `system:masters`.
public final class CertificateSubjectRestriction implements AdmissionPlugin {
  private static final String SIGNER = "kubernetes.io/kube-apiserver-client";

  @Override
  public String name() {
    return "CertificateSubjectRestriction";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    if (!Admitted.isOn(admission, Operation.CREATE)
        || !(admission.object() instanceof CertificateSigningRequest request)
        || !request.spec().signerName().equals(SIGNER)) {
      return;
    }
    PKCS10CertificationRequest parsed;
    try {
      String pem = request.spec().request().toUtf8();
      String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
      parsed = new PKCS10CertificationRequest(Base64.getMimeDecoder().decode(base64));
    } catch (IOException | RuntimeException _) {
      throw Admitted.forbidden(
          admission, "failed to parse CSR: PEM block type must be CERTIFICATE REQUEST");
    }
    for (RDN part : parsed.getSubject().getRDNs(BCStyle.O)) {
      if (part.getFirst().getValue().toString().equals("system:masters")) {
        throw Admitted.forbidden(
            admission,
            "use of %s signer with system:masters group is not allowed".formatted(SIGNER));
      }
    }
  }
}
