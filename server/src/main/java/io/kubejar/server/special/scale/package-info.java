/// The number of replicas as an object of its own.
@NullMarked
package io.kubejar.server.special.scale;

import org.jspecify.annotations.NullMarked;
