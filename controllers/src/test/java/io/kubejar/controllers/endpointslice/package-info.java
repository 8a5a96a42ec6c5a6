/// Tests of the controllers of endpoints.
@NullMarked
package io.kubejar.controllers.endpointslice;

import org.jspecify.annotations.NullMarked;
