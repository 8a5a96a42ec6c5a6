/// Tests of a cluster's addresses.
@NullMarked
package io.kubejar.cluster.network;

import org.jspecify.annotations.NullMarked;
