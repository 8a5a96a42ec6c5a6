/// The plugin that spreads pods over zones, nodes and other places.
@NullMarked
package io.kubejar.scheduler.plugins.podtopologyspread;

import org.jspecify.annotations.NullMarked;
