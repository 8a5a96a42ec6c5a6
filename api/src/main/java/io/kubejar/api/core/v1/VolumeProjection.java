package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One source of a projected volume. Exactly one member is set.
///
/// @param secret Entries of a Secret placed in the volume.
/// @param downwardAPI Fields of the pod and resource amounts placed in the volume.
/// @param configMap Entries of a ConfigMap placed in the volume.
/// @param serviceAccountToken Regularly renewed service account token placed in the volume.
/// @param clusterTrustBundle Certificates from ClusterTrustBundle objects, merged and refreshed,
///   placed in the volume.
/// @param podCertificate Private key and certificate obtained and renewed for this pod by the
///   kubelet.
@ApiType(
    value = "io.k8s.api.core.v1.VolumeProjection",
    proto = "k8s.io.api.core.v1.VolumeProjection")
public record VolumeProjection(
    @Field(tag = 1) @Nullable SecretProjection secret,
    @Field(tag = 2) @Nullable DownwardAPIProjection downwardAPI,
    @Field(tag = 3) @Nullable ConfigMapProjection configMap,
    @Field(tag = 4) @Nullable ServiceAccountTokenProjection serviceAccountToken,
    @Field(tag = 5, gate = "ClusterTrustBundleProjection")
        @Nullable ClusterTrustBundleProjection clusterTrustBundle,
    @Field(tag = 6, gate = "PodCertificateRequest")
        @Nullable PodCertificateProjection podCertificate)
    implements VolumeProjectionBuilder.With {
  /// An empty draft.
  public static VolumeProjectionBuilder builder() {
    return new VolumeProjectionBuilder();
  }
}
