package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A private key made by the kubelet and the certificate chain a signer issues for it, written as
/// files and renewed in time; the maximum lifetime is in seconds.
///
/// @param signerName Signer to which the certificate requests made by the kubelet are addressed.
/// @param keyType Kind of private key to create: `RSA3072`, `RSA4096`, `ECDSAP256`, `ECDSAP384`,
///   `ECDSAP521` or `ED25519`.
/// @param maxExpirationSeconds Longest certificate lifetime in seconds the pod accepts, at least
///   3600; default 86400 (one day).
/// @param credentialBundlePath Relative file for the private key followed by the certificate chain,
///   all in one PEM document.
/// @param keyPath Relative file for the private key alone; prefer the combined bundle, which is
///   updated atomically.
/// @param certificateChainPath Relative file for the certificate chain alone; prefer the combined
///   bundle, which is updated atomically.
/// @param userAnnotations Extra key-value information handed to the signer without being checked by
///   Kubernetes.
@ApiType(
    value = "io.k8s.api.core.v1.PodCertificateProjection",
    proto = "k8s.io.api.core.v1.PodCertificateProjection")
public record PodCertificateProjection(
    @Field(tag = 1, required = true) String signerName,
    @Field(tag = 2, required = true) String keyType,
    @Field(tag = 3, format = "int32") @Nullable Integer maxExpirationSeconds,
    @Field(tag = 4) String credentialBundlePath,
    @Field(tag = 5) String keyPath,
    @Field(tag = 6) String certificateChainPath,
    @Field(tag = 7) Map<String, String> userAnnotations)
    implements PodCertificateProjectionBuilder.With {
  public PodCertificateProjection {
    userAnnotations = SortedStringMap.copyOf(userAnnotations);
  }

  /// An empty draft.
  public static PodCertificateProjectionBuilder builder() {
    return new PodCertificateProjectionBuilder();
  }
}
