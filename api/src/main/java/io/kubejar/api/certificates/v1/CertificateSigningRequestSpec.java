package io.kubejar.api.certificates.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The PEM request, the signer, usages and lifetime in seconds wanted, and the identity of the
/// requester as filled in by the server.
///
/// @param request PEM block of type `CERTIFICATE REQUEST` holding the PKCS#10 request,
///   base64-encoded in JSON.
/// @param signerName Signer asked to issue, as domain and path, for example `kubernetes.io/kube-
///   apiserver-client`.
/// @param expirationSeconds Validity wanted in seconds, at least 600; the signer may choose another
///   duration.
/// @param usages Key usages wanted in the certificate, such as `digital signature` or `client
///   auth`.
/// @param username Name of the user who created the request; the server sets it.
/// @param uid UID of the user who created the request; the server sets it.
/// @param groups Groups of the user who created the request; the server sets them.
/// @param extra Further attributes of the user who created the request; the server sets them.
@ApiType(
    value = "io.k8s.api.certificates.v1.CertificateSigningRequestSpec",
    proto = "k8s.io.api.certificates.v1.CertificateSigningRequestSpec")
public record CertificateSigningRequestSpec(
    @Field(tag = 1, required = true, always = true, format = "byte") Bytes request,
    @Field(tag = 7, required = true, always = true) String signerName,
    @Field(tag = 8, format = "int32") @Nullable Integer expirationSeconds,
    @Field(
            tag = 5,
            oneOf = {
              "any",
              "cert sign",
              "client auth",
              "code signing",
              "content commitment",
              "crl sign",
              "data encipherment",
              "decipher only",
              "digital signature",
              "email protection",
              "encipher only",
              "ipsec end system",
              "ipsec tunnel",
              "ipsec user",
              "key agreement",
              "key encipherment",
              "microsoft sgc",
              "netscape sgc",
              "ocsp signing",
              "s/mime",
              "server auth",
              "signing",
              "timestamping"
            },
            list = ListType.ATOMIC)
        List<String> usages,
    @Field(tag = 2) String username,
    @Field(tag = 3) String uid,
    @Field(tag = 4, list = ListType.ATOMIC) List<String> groups,
    @Field(tag = 6) Map<String, List<String>> extra)
    implements CertificateSigningRequestSpecBuilder.With {
  public CertificateSigningRequestSpec {
    usages = List.copyOf(usages);
    groups = List.copyOf(groups);
    extra = SortedStringMap.copyOf(extra);
  }

  /// An empty draft.
  public static CertificateSigningRequestSpecBuilder builder() {
    return new CertificateSigningRequestSpecBuilder();
  }
}
