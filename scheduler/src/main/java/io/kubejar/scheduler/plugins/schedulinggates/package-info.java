/// The plugin for pods that are not to be scheduled yet.
@NullMarked
package io.kubejar.scheduler.plugins.schedulinggates;

import org.jspecify.annotations.NullMarked;
