/// The kinds of the API group `policy`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.policy.v1;

import org.jspecify.annotations.NullMarked;
