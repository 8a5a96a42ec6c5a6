package io.kubejar.api.certificates.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Bytes;
import java.util.List;

/// The conditions of a signing request and, once issued, the PEM certificate chain.
///
/// @param conditions Decisions and failures recorded for the request, at most one per `type`.
/// @param certificate Issued chain as PEM `CERTIFICATE` blocks, leaf first, base64-encoded in JSON;
///   written only once.
@ApiType(
    value = "io.k8s.api.certificates.v1.CertificateSigningRequestStatus",
    proto = "k8s.io.api.certificates.v1.CertificateSigningRequestStatus")
public record CertificateSigningRequestStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type")
        List<CertificateSigningRequestCondition> conditions,
    @Field(tag = 2, format = "byte") Bytes certificate)
    implements CertificateSigningRequestStatusBuilder.With {
  public CertificateSigningRequestStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static CertificateSigningRequestStatusBuilder builder() {
    return new CertificateSigningRequestStatusBuilder();
  }
}
