package io.kubejar.http;

/// What may answer a request right on the event loop, which saves the switch to a virtual thread.
///
/// Must never block, must not read the body, and answers with [Exchange#respond] or not at all.
@FunctionalInterface
public interface FastHandler {
  /// True when the exchange has been answered; false passes it to the [Handler].
  boolean handle(Exchange exchange);
}
