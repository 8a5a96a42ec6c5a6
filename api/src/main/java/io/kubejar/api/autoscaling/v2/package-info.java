/// The kinds of the API group `autoscaling`, version `v2`, their parts and their rules.
@NullMarked
package io.kubejar.api.autoscaling.v2;

import org.jspecify.annotations.NullMarked;
