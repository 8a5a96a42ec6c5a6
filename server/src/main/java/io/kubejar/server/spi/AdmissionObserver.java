package io.kubejar.server.spi;

import io.kubejar.server.spi.Admission.Operation;
import java.time.Duration;

/// Hears how long admission took and what came of it.
public interface AdmissionObserver {
  /// Nobody listens.
  AdmissionObserver NONE = new AdmissionObserver() {};

  /// The two passes over all plugins.
  enum Pass {
    ADMIT,
    VALIDATE
  }

  /// One plugin was asked.
  default void plugin(
      String name, Operation operation, Pass pass, boolean rejected, Duration took) {}

  /// All plugins were asked, or those up to the one that refused.
  default void pass(Operation operation, Pass pass, boolean rejected, Duration took) {}

  /// What became of a call of a webhook.
  enum Outcome {
    AGREED,
    DENIED,
    /// It could not be asked.
    FAILED,
    /// It could not be asked, and the change goes on.
    FAILED_OPEN
  }

  /// A webhook was asked.
  ///
  /// @param code of its answer, or of the failure
  default void webhook(
      String name, Operation operation, Pass pass, Outcome outcome, int code, Duration took) {}

  /// A policy was evaluated by one of its bindings.
  ///
  /// @param action what was done: `allow`, `deny`, `warn`, `audit`
  /// @param failed whether its expressions could not be evaluated
  default void policy(
      Pass pass, String policy, String binding, String action, boolean failed, Duration took) {}
}
