/// The kinds of the API group `scheduling.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.scheduling.v1;

import org.jspecify.annotations.NullMarked;
