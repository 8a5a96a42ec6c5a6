/// Tests of the servers and clients over real sockets.
@NullMarked
package io.kubejar.http;

import org.jspecify.annotations.NullMarked;
