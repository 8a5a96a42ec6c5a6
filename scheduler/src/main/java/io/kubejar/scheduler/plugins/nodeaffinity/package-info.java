/// The plugin for node selectors and node affinity.
@NullMarked
package io.kubejar.scheduler.plugins.nodeaffinity;

import org.jspecify.annotations.NullMarked;
