package io.kubejar.http;

import java.io.IOException;

/// One request on its way, which another thread can cancel at any point.
public interface Call {

  /// Sends the request and waits for the response's headers. Once only.
  ///
  /// @throws IOException when the server cannot be reached, does not answer in time, or the call
  ///   was cancelled
  ClientResponse execute() throws IOException;

  /// Gives the call up; a blocked `execute` or read of the body fails with an [IOException].
  void cancel();

  /// Whether something of the request may have reached a server. When not, it can be sent to
  /// another one, whatever it is.
  boolean sent();
}
