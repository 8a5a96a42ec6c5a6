/// Events about pods and the node, with upstream's reasons; see [PodEvents].
@NullMarked
package io.kubejar.node.agent.event;

import org.jspecify.annotations.NullMarked;
