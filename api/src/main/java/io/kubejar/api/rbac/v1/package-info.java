/// The kinds of the API group `rbac.authorization.k8s.io`, version `v1`, their parts and their
/// rules.
@NullMarked
package io.kubejar.api.rbac.v1;

import org.jspecify.annotations.NullMarked;
