package io.kubejar.node.agent.probe;

/// What a single probe found.
///
/// @param verdict whether the container passed
/// @param output what it said, for users
public record ProbeOutcome(Verdict verdict, String output) {

  /// Whether a container passed a probe.
  public enum Verdict {
    SUCCESS,
    /// Passed, but users should know something.
    WARNING,
    FAILURE,
    /// The probe itself did not work.
    UNKNOWN
  }

  static ProbeOutcome success(String output) {
    return new ProbeOutcome(Verdict.SUCCESS, output);
  }

  static ProbeOutcome failure(String output) {
    return new ProbeOutcome(Verdict.FAILURE, output);
  }

  static ProbeOutcome unknown(String output) {
    return new ProbeOutcome(Verdict.UNKNOWN, output);
  }

  boolean passed() {
    return verdict == Verdict.SUCCESS || verdict == Verdict.WARNING;
  }
}
