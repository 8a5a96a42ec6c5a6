/// The kinds of the API group `authorization.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.authorization.v1;

import org.jspecify.annotations.NullMarked;
