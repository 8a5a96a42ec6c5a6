/// The kinds of the API group `autoscaling`, version `v1`, their parts and their rules.
@NullMarked
package io.kubejar.api.autoscaling.v1;

import org.jspecify.annotations.NullMarked;
