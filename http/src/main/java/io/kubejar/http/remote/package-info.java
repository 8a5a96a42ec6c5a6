/// The Kubernetes remote command (exec, attach) and port forward protocols, independent of the
/// transport below: SPDY/3.1, WebSocket channels, or SPDY tunnelled through a WebSocket.
///
/// A server accepts with [io.kubejar.http.remote.RemoteCommandServer] or
/// [io.kubejar.http.remote.PortForwardServer]; a client dials with
/// [io.kubejar.http.remote.RemoteCommandClient] or [io.kubejar.http.remote.PortForwardClient].
@NullMarked
package io.kubejar.http.remote;

import org.jspecify.annotations.NullMarked;
