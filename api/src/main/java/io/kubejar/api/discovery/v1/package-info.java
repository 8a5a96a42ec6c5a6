/// The kinds of the API group `discovery.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.discovery.v1;

import org.jspecify.annotations.NullMarked;
