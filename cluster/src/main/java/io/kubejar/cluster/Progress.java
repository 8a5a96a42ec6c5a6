package io.kubejar.cluster;

import java.time.Duration;

/// Who wants to hear how a start goes.
public interface Progress {
  /// Hears nothing.
  Progress NONE = (step, took) -> {};

  /// A step is done.
  void done(String step, Duration took);
}
