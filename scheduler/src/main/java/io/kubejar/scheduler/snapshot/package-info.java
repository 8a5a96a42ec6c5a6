/// What the scheduler knows of nodes and the pods on them, kept in step with the API.
@NullMarked
package io.kubejar.scheduler.snapshot;

import org.jspecify.annotations.NullMarked;
