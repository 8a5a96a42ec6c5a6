/// The kinds of the API group `flowcontrol.apiserver.k8s.io`, version `v1`, their parts and their
/// rules.
@NullMarked
package io.kubejar.api.flowcontrol.v1;

import org.jspecify.annotations.NullMarked;
