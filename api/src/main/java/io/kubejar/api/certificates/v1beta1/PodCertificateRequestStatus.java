package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The decision of a signer, and the certificates it issued.
///
/// @param conditions `Issued`, `Denied` or `Failed`, at most one of them, and once only; further
///   ones may tell more.
/// @param certificateChain Issued certificate in PEM, followed by those that lead to the trust
///   anchor; set once, with `Issued`.
/// @param notBefore Begin of the certificate's validity, the same as in the certificate.
/// @param beginRefreshAt When nodes should begin to ask for the next certificate, at least ten
///   minutes after `notBefore` and before `notAfter`.
/// @param notAfter End of the certificate's validity, the same as in the certificate.
@ApiType(
    value = "io.k8s.api.certificates.v1beta1.PodCertificateRequestStatus",
    proto = "k8s.io.api.certificates.v1beta1.PodCertificateRequestStatus")
public record PodCertificateRequestStatus(
    @Field(tag = 1, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<Condition> conditions,
    @Field(tag = 2) String certificateChain,
    @Field(tag = 4) @Nullable Time notBefore,
    @Field(tag = 5) @Nullable Time beginRefreshAt,
    @Field(tag = 6) @Nullable Time notAfter)
    implements PodCertificateRequestStatusBuilder.With {
  public PodCertificateRequestStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static PodCertificateRequestStatusBuilder builder() {
    return new PodCertificateRequestStatusBuilder();
  }
}
