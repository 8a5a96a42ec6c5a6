/// Tests of aggregated cluster roles.
@NullMarked
package io.kubejar.controllers.clusterroleaggregation;

import org.jspecify.annotations.NullMarked;
