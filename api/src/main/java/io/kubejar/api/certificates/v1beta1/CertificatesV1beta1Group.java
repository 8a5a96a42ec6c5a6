package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `certificates.k8s.io`, version `v1beta1`.
public final class CertificatesV1beta1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          ClusterTrustBundleKind.CLUSTER_TRUST_BUNDLE,
          PodCertificateRequestKind.POD_CERTIFICATE_REQUEST);

  private CertificatesV1beta1Group() {}
}
