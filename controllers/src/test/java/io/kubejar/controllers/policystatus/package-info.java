@NullMarked
package io.kubejar.controllers.policystatus;

import org.jspecify.annotations.NullMarked;
