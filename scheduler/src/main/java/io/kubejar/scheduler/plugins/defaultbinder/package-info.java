/// The plugin that binds a pod to its node.
@NullMarked
package io.kubejar.scheduler.plugins.defaultbinder;

import org.jspecify.annotations.NullMarked;
