package io.kubejar.server.spi;

import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;

/// Answers reviews, as a webhook of an authenticator, an authorizer or an image policy does.
public interface Reviewer {
  /// The review with its status.
  ///
  /// @throws IOException when it cannot be had; the message says why
  Obj ask(Obj review) throws IOException;
}
