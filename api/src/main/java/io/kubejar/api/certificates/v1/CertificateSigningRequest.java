package io.kubejar.api.certificates.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A cluster-scoped request for an X.509 certificate, which is approved or denied and then signed.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec The certificate asked for and who asks; cannot be changed after creation.
/// @param status Approval decision and, once issued, the certificate; written via subresources
///   only.
@ApiType(
    value = "io.k8s.api.certificates.v1.CertificateSigningRequest",
    proto = "k8s.io.api.certificates.v1.CertificateSigningRequest",
    group = "certificates.k8s.io",
    version = "v1",
    kind = "CertificateSigningRequest")
public record CertificateSigningRequest(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) CertificateSigningRequestSpec spec,
    @Field(tag = 3) CertificateSigningRequestStatus status)
    implements ApiObject, CertificateSigningRequestBuilder.With {
  /// An empty draft.
  public static CertificateSigningRequestBuilder builder() {
    return new CertificateSigningRequestBuilder();
  }
}
