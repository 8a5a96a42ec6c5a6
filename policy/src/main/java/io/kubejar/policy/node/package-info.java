/// What the agents of nodes may do: only what concerns their own node and the pods on it.
///
/// [io.kubejar.policy.node.NodeAuthorizer] decides requests,
/// [io.kubejar.policy.node.NodeRestriction] looks at what they would store.
@NullMarked
package io.kubejar.policy.node;

import org.jspecify.annotations.NullMarked;
