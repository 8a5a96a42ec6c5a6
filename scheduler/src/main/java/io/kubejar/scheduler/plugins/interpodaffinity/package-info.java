/// The plugin for affinity between pods.
@NullMarked
package io.kubejar.scheduler.plugins.interpodaffinity;

import org.jspecify.annotations.NullMarked;
