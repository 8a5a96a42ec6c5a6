/// The transport of components that live in the API server's own process: calls instead of
/// requests, and the server's own instances instead of copies.
@NullMarked
package io.kubejar.cluster.local;

import org.jspecify.annotations.NullMarked;
