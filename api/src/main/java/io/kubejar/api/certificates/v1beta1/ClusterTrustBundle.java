package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// Certificates of authorities, for all of the cluster, that prove who somebody is; by a signer's
/// name or without one.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec The signer, if any, and its trust anchors.
@ApiType(
    value = "io.k8s.api.certificates.v1beta1.ClusterTrustBundle",
    proto = "k8s.io.api.certificates.v1beta1.ClusterTrustBundle",
    group = "certificates.k8s.io",
    version = "v1beta1",
    kind = "ClusterTrustBundle")
public record ClusterTrustBundle(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ClusterTrustBundleSpec spec)
    implements ApiObject, ClusterTrustBundleBuilder.With {
  /// An empty draft.
  public static ClusterTrustBundleBuilder builder() {
    return new ClusterTrustBundleBuilder();
  }
}
