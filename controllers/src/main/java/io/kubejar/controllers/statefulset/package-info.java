/// Keeps a stateful set's pods, each with a name and storage of its own, in order.
///
/// Entry type: [StatefulSetController]. [Identity] says what the pods and claims look like,
/// [Ordered] what is to be done next; [StatefulPods] does it.
@NullMarked
package io.kubejar.controllers.statefulset;

import org.jspecify.annotations.NullMarked;
