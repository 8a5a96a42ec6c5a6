/// The kinds of the API group `internal.apiserver.k8s.io`, version `v1alpha1`, their parts and
/// their rules.
@NullMarked
package io.kubejar.api.apiserverinternal.v1alpha1;

import org.jspecify.annotations.NullMarked;
