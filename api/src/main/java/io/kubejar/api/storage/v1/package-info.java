/// The kinds of the API group `storage.k8s.io`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.storage.v1;

import org.jspecify.annotations.NullMarked;
