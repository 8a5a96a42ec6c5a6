/// Cluster roles put together from others that labels select.
@NullMarked
package io.kubejar.controllers.clusterroleaggregation;

import org.jspecify.annotations.NullMarked;
