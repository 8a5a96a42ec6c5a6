/// Time as the node agent sees it, so that tests can move it by hand; [Timeline] is the entry.
@NullMarked
package io.kubejar.node.agent.time;

import org.jspecify.annotations.NullMarked;
