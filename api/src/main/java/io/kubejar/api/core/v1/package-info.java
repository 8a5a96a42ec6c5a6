/// The kinds of the API group `core`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.core.v1;

import org.jspecify.annotations.NullMarked;
