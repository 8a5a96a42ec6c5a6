@NullMarked
package io.kubejar.controllers.podautoscaler;

import org.jspecify.annotations.NullMarked;
