package io.kubejar.controllers.job;

/// That a job has come to an end, well or not.
///
/// @param success whether it succeeded
/// @param reason the reason in its conditions
/// @param message the message in its conditions
record Verdict(boolean success, String reason, String message) {
  static final Verdict COMPLETE =
      new Verdict(true, "CompletionsReached", "Reached expected number of succeeded pods");
  static final Verdict BACKOFF =
      new Verdict(false, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
  static final Verdict DEADLINE =
      new Verdict(false, "DeadlineExceeded", "Job was active longer than specified deadline");
  static final Verdict FAILED_INDEXES =
      new Verdict(false, "FailedIndexes", "Job has failed indexes");
  static final Verdict TOO_MANY_FAILED_INDEXES =
      new Verdict(
          false,
          "MaxFailedIndexesExceeded",
          "Job has exceeded the specified maximal number of failed indexes");

  /// The condition that the end is near.
  String criterion() {
    return success ? "SuccessCriteriaMet" : "FailureTarget";
  }

  /// The condition that the end is here.
  String condition() {
    return success ? "Complete" : "Failed";
  }
}
