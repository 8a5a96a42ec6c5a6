/// The kinds of the API group `apps`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.apps.v1;

import org.jspecify.annotations.NullMarked;
