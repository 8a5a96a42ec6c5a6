/// The kinds of the API group `apiregistration.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.apiregistration.v1;

import org.jspecify.annotations.NullMarked;
