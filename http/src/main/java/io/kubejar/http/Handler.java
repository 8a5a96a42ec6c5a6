package io.kubejar.http;

/// What answers requests: blocking code, called on a virtual thread of its own per request.
///
/// An exception becomes a 500 (or breaks off a response already begun) and touches no other
/// exchange. A handler may return while a [ResponseStream] it opened stays open.
@FunctionalInterface
public interface Handler {
  void handle(Exchange exchange) throws Exception;
}
