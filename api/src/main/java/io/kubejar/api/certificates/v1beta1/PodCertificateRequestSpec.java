package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pod, its service account and node, the signer, the lifetime and the key of a certificate
/// that is asked for.
///
/// @param signerName Signer asked to issue; names below `kubernetes.io` are of signers that know
///   about Kubernetes.
/// @param podName Name of the pod into which the certificate will be mounted.
/// @param podUID UID of the pod.
/// @param serviceAccountName Name of the pod's service account.
/// @param serviceAccountUID UID of the pod's service account.
/// @param nodeName Name of the node that the pod is on.
/// @param nodeUID UID of the node.
/// @param maxExpirationSeconds Longest lifetime in seconds, 86400 when absent, from 3600 to
///   7862400; signers of Kubernetes give at most a day.
/// @param pkixPublicKey Public key in PKIX form that the certificate is to carry; older servers
///   know this in place of `stubPKCS10Request`.
/// @param proofOfPossession Signature of the pod's UID by the private key; goes with
///   `pkixPublicKey`.
/// @param stubPKCS10Request Certificate request in DER that only shows the public key and that the
///   asker has the private one; signers take nothing else from it.
/// @param unverifiedUserAnnotations Wishes of the pod's author to the signer, below a domain each;
///   nobody checked them.
@ApiType(
    value = "io.k8s.api.certificates.v1beta1.PodCertificateRequestSpec",
    proto = "k8s.io.api.certificates.v1beta1.PodCertificateRequestSpec")
public record PodCertificateRequestSpec(
    @Field(tag = 1, required = true, always = true) String signerName,
    @Field(tag = 2, required = true, always = true) String podName,
    @Field(tag = 3, required = true, always = true) String podUID,
    @Field(tag = 4, required = true, always = true) String serviceAccountName,
    @Field(tag = 5, required = true, always = true) String serviceAccountUID,
    @Field(tag = 6, required = true, always = true) String nodeName,
    @Field(tag = 7, required = true, always = true) String nodeUID,
    @Field(tag = 8, format = "int32", byDefault = "86400") @Nullable Integer maxExpirationSeconds,
    @Field(tag = 9, always = true, format = "byte") Bytes pkixPublicKey,
    @Field(tag = 10, always = true, format = "byte") Bytes proofOfPossession,
    @Field(tag = 12, required = true, always = true, format = "byte") Bytes stubPKCS10Request,
    @Field(tag = 11) Map<String, String> unverifiedUserAnnotations)
    implements PodCertificateRequestSpecBuilder.With {
  public PodCertificateRequestSpec {
    unverifiedUserAnnotations = SortedStringMap.copyOf(unverifiedUserAnnotations);
  }

  /// An empty draft.
  public static PodCertificateRequestSpecBuilder builder() {
    return new PodCertificateRequestSpecBuilder();
  }
}
