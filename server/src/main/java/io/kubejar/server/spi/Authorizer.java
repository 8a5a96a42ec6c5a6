package io.kubejar.server.spi;

/// Decides whether a request may go on.
public interface Authorizer {
  /// What an authorizer says.
  sealed interface Decision {
    /// The request may go on.
    record Allowed(String reason) implements Decision {}

    /// The request is refused whatever others say.
    record Denied(String reason) implements Decision {}

    /// The next authorizer is asked.
    record NoOpinion(String reason) implements Decision {}

    /// It could not be found out.
    ///
    /// @param error what went wrong
    /// @param reason what was found out before
    /// @param denies whether nobody else is asked
    record Failed(String error, String reason, boolean denies) implements Decision {}
  }

  /// The authorizer's name, as in upstream's `--authorization-mode`.
  String name();

  Decision authorize(Attributes attributes);
}
