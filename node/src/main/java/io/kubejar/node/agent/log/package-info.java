/// Container logs on disk: [LogReader] reads and follows them, [LogRotation] bounds them.
@NullMarked
package io.kubejar.node.agent.log;

import org.jspecify.annotations.NullMarked;
