package io.kubejar.api.certificates.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `certificates.k8s.io`, version `v1`.
public final class CertificatesV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST);

  private CertificatesV1Group() {}
}
