/// The kinds of the API group `storagemigration.k8s.io`, version `v1beta1`, their parts and their
/// rules.
@NullMarked
package io.kubejar.api.storagemigration.v1beta1;

import org.jspecify.annotations.NullMarked;
