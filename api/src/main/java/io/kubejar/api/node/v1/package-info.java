/// The kinds of the API group `node.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.node.v1;

import org.jspecify.annotations.NullMarked;
