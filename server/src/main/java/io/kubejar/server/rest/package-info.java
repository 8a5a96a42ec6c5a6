/// The HTTP side of the API: how a request is read, who may make it, which handler answers, and how
/// the answer is written.
///
/// Handlers for other paths than resources plug in as [Route], those below an object as
/// [SubresourceHandler], and resources that are not stored as [VirtualResource].
@NullMarked
package io.kubejar.server.rest;

import org.jspecify.annotations.NullMarked;
