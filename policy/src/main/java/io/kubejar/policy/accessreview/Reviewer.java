package io.kubejar.policy.accessreview;

import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;

/// Answers reviews.
public interface Reviewer {
  /// The review with its status.
  ///
  /// @throws IOException when it cannot be had; the message says why
  Obj ask(Obj review) throws IOException;
}
