/// A containerd for the node: found or installed, configured, started, adopted and ended.
///
/// [NodeParts] says which programs the machine lacks and installs them; [ContainerdProcess] runs a
/// containerd of the cluster's own under its data directory, apart from any other on the machine.
@NullMarked
package io.kubejar.node.containerd;

import org.jspecify.annotations.NullMarked;
