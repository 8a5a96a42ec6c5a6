/// The plugin for pods that name their node themselves.
@NullMarked
package io.kubejar.scheduler.plugins.nodename;

import org.jspecify.annotations.NullMarked;
