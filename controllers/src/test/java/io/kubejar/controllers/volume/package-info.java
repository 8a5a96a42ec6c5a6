@NullMarked
package io.kubejar.controllers.volume;

import org.jspecify.annotations.NullMarked;
