@NullMarked
package io.kubejar.controllers.runtime;

import org.jspecify.annotations.NullMarked;
