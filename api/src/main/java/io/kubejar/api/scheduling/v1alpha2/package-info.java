/// The kinds of the API group `scheduling.k8s.io`, version `v1alpha2`, their parts and their rules.
@NullMarked
package io.kubejar.api.scheduling.v1alpha2;

import org.jspecify.annotations.NullMarked;
