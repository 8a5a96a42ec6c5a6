@NullMarked
package io.kubejar.controllers.certificates;

import org.jspecify.annotations.NullMarked;
