/// What field and resource references of a pod stand for, in environments and in volumes.
@NullMarked
package io.kubejar.node.agent.field;

import org.jspecify.annotations.NullMarked;
