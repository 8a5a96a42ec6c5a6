/// Horizontal pod autoscaling: keeps targets within their bounds.
///
/// There is no source of metrics here: what would be computed from them is reported as upstream
/// reports it when the metrics APIs are not served.
@NullMarked
package io.kubejar.controllers.podautoscaler;

import org.jspecify.annotations.NullMarked;
