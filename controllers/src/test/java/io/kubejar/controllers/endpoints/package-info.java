/// Tests of the controllers of endpoints.
@NullMarked
package io.kubejar.controllers.endpoints;

import org.jspecify.annotations.NullMarked;
