/// The plugin for ports that pods take on their node.
@NullMarked
package io.kubejar.scheduler.plugins.nodeports;

import org.jspecify.annotations.NullMarked;
