/// The plugin for cordoned nodes.
@NullMarked
package io.kubejar.scheduler.plugins.nodeunschedulable;

import org.jspecify.annotations.NullMarked;
