/// The plugin for taints and tolerations.
@NullMarked
package io.kubejar.scheduler.plugins.tainttoleration;

import org.jspecify.annotations.NullMarked;
