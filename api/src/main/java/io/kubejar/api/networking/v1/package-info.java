/// The kinds of the API group `networking.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.networking.v1;

import org.jspecify.annotations.NullMarked;
