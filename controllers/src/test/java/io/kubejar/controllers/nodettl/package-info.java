@NullMarked
package io.kubejar.controllers.nodettl;

import org.jspecify.annotations.NullMarked;
