/// Key management plug-ins: services behind Unix sockets that speak gRPC.
@NullMarked
package io.kubejar.server.kms;

import org.jspecify.annotations.NullMarked;
