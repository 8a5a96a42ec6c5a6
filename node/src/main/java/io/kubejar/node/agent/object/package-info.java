/// Config maps and secrets that pods of the node refer to, each followed while a pod needs it; see
/// [ReferencedObjects].
@NullMarked
package io.kubejar.node.agent.object;

import org.jspecify.annotations.NullMarked;
