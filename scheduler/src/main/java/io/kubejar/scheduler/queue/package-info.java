/// Pods that wait for a node, ordered by priority, with back-off for those that fit nowhere.
@NullMarked
package io.kubejar.scheduler.queue;

import org.jspecify.annotations.NullMarked;
