/// The kinds of the API group `certificates.k8s.io`, version `v1beta1`, their parts and their
/// rules.
@NullMarked
package io.kubejar.api.certificates.v1beta1;

import org.jspecify.annotations.NullMarked;
