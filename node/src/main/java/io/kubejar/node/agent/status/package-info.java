/// From what is seen of a pod to its status: pure calculations, and [StatusWriter], which tells the
/// API server.
@NullMarked
package io.kubejar.node.agent.status;

import org.jspecify.annotations.NullMarked;
