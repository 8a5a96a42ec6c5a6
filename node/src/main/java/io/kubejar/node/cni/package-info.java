/// The pods' network on a node: a bridge with addresses from the node's range, by CNI plugins.
///
/// [PodNetwork] writes the configuration that the runtime follows for each sandbox, and removes all
/// traces of it.
@NullMarked
package io.kubejar.node.cni;

import org.jspecify.annotations.NullMarked;
