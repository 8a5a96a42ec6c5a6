/// Tests of the streaming protocols over real sockets.
@NullMarked
package io.kubejar.http.remote;

import org.jspecify.annotations.NullMarked;
