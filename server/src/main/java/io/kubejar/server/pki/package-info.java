/// The cluster's certificates and keys, made once and kept under the data directory.
///
/// [io.kubejar.server.pki.ClusterPki] is the entry. All keys are EC P-256; certificates are written
/// in DER by hand, since that and a signature is all there is to them and a start must be quick.
@NullMarked
package io.kubejar.server.pki;

import org.jspecify.annotations.NullMarked;
