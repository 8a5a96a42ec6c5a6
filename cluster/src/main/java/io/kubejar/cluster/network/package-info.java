/// The addresses a cluster uses on its machine, and the interface that holds them.
@NullMarked
package io.kubejar.cluster.network;

import org.jspecify.annotations.NullMarked;
