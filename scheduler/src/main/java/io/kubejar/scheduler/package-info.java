/// Where pods go: [Scheduler] takes pods off a queue, asks plugins for the best node and binds.
@NullMarked
package io.kubejar.scheduler;

import org.jspecify.annotations.NullMarked;
