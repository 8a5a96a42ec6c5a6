/// The plugins for what pods ask for and nodes have.
@NullMarked
package io.kubejar.scheduler.plugins.noderesources;

import org.jspecify.annotations.NullMarked;
