/// The kinds of the API group `batch`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.batch.v1;

import org.jspecify.annotations.NullMarked;
