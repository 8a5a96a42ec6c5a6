package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A signer and the certificates to trust for it.
///
/// @param signerName Signer that the bundle is of; then the object's name begins with it, a colon
///   in place of each slash. Setting it needs the verb `attest` for the signer.
/// @param trustBundle PEM blocks of X.509 certificates of authorities, without headers and none
///   twice; order and text between blocks mean nothing.
@ApiType(
    value = "io.k8s.api.certificates.v1beta1.ClusterTrustBundleSpec",
    proto = "k8s.io.api.certificates.v1beta1.ClusterTrustBundleSpec")
public record ClusterTrustBundleSpec(
    @Field(tag = 1) String signerName,
    @Field(tag = 2, required = true, always = true) String trustBundle)
    implements ClusterTrustBundleSpecBuilder.With {
  /// An empty draft.
  public static ClusterTrustBundleSpecBuilder builder() {
    return new ClusterTrustBundleSpecBuilder();
  }
}
