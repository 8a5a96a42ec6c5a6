/// Keeps one pod of each daemon set on every node that it fits.
///
/// Entry type: [DaemonSetController]. [NodeFit] says which nodes those are, [DaemonPods] what the
/// pods look like, [DaemonPlan] which to make and delete.
@NullMarked
package io.kubejar.controllers.daemonset;

import org.jspecify.annotations.NullMarked;
