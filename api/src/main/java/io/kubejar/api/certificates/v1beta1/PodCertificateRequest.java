package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A request of a node, for one of its pods, for a certificate from a signer.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec Whom the certificate is for, and proof that the asker has the key; never changes.
/// @param status What the signer answered.
@ApiType(
    value = "io.k8s.api.certificates.v1beta1.PodCertificateRequest",
    proto = "k8s.io.api.certificates.v1beta1.PodCertificateRequest",
    group = "certificates.k8s.io",
    version = "v1beta1",
    kind = "PodCertificateRequest")
public record PodCertificateRequest(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) PodCertificateRequestSpec spec,
    @Field(tag = 3) PodCertificateRequestStatus status)
    implements ApiObject, PodCertificateRequestBuilder.With {
  /// An empty draft.
  public static PodCertificateRequestBuilder builder() {
    return new PodCertificateRequestBuilder();
  }
}
