package io.kubejar.bench.figures;

/// What a load came to.
///
/// @param requests how many were answered
/// @param failures how many of them with an error
/// @param bytes what was received
/// @param p50 the time in milliseconds within which half of them were answered
/// @param p99 the time in milliseconds within which nearly all were
record Rate(long requests, long failures, double seconds, long bytes, double p50, double p99) {
  double perSecond() {
    return requests / seconds;
  }

  double megabytesPerSecond() {
    return bytes / seconds / 1e6;
  }
}
