/// Runs jobs to their end, and counts each of their pods exactly once.
///
/// Entry type: [JobController]. A pod carries a finalizer until it is counted: its uid is first
/// written to the status, then the finalizer is taken away, then the counter raised. [JobTally] and
/// [FailurePolicy] decide, purely from the job and its pods.
@NullMarked
package io.kubejar.controllers.job;

import org.jspecify.annotations.NullMarked;
