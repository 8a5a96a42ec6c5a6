/// HTTP for every part of KubeJar that listens or connects: the API server, the node's API, the
/// image endpoint on loopback, and the clients that talk to them.
///
/// Server: [io.kubejar.http.HttpServer] speaks HTTP/1.1 and HTTP/2 and hands every request to a
/// [io.kubejar.http.Handler], plain blocking code on a virtual thread. Client:
/// [io.kubejar.http.HttpClient]. After an upgrade both sides hold a
/// [io.kubejar.http.ByteConnection], on which [io.kubejar.http.WebSocket] and
/// [io.kubejar.http.SpdyConnection] are built; neither knows which side of which transport it runs
/// on.
///
/// Invariants: Netty types never appear in a public signature; byte arrays handed over for sending
/// are shared, not copied, so nobody may change them afterwards; a slow peer never makes another
/// one wait.
@NullMarked
package io.kubejar.http;

import org.jspecify.annotations.NullMarked;
