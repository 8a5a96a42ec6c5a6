/// The kinds of the API group `resource.k8s.io`, version `v1alpha3`, their parts and their rules.
@NullMarked
package io.kubejar.api.resource.v1alpha3;

import org.jspecify.annotations.NullMarked;
