/// The node's own API, which the API server calls for logs, exec, attach and port-forward; see
/// [NodeApi].
@NullMarked
package io.kubejar.node.agent.api;

import org.jspecify.annotations.NullMarked;
