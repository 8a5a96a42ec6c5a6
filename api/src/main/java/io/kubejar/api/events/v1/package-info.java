/// The kinds of the API group `events.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.events.v1;

import org.jspecify.annotations.NullMarked;
