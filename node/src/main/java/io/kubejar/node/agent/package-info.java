/// What runs the pods of a node: the counterpart of the kubelet.
///
/// [NodeAgent] is the entry. It follows the pods bound to its node, makes them run in a
/// [io.kubejar.node.cri.ContainerRuntime], and writes what it sees to the API. `docs/node.md` shows
/// how its parts work together.
@NullMarked
package io.kubejar.node.agent;

import org.jspecify.annotations.NullMarked;
