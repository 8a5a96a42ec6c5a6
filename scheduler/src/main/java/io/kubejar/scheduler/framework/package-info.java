/// The points at which plugins take part in a scheduling decision (KEP-624).
@NullMarked
package io.kubejar.scheduler.framework;

import org.jspecify.annotations.NullMarked;
