/// The kinds of the API group `apiextensions.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.apiextensions.v1;

import org.jspecify.annotations.NullMarked;
