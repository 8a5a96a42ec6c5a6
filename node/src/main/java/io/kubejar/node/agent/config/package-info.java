/// Who a node is and where it keeps things; [NodeConfig] is all of it.
@NullMarked
package io.kubejar.node.agent.config;

import org.jspecify.annotations.NullMarked;
