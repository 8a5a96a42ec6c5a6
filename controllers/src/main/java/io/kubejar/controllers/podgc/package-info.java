/// The removal of pods that nobody else would remove.
@NullMarked
package io.kubejar.controllers.podgc;

import org.jspecify.annotations.NullMarked;
