/// The kinds of the API group `authentication.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.authentication.v1;

import org.jspecify.annotations.NullMarked;
