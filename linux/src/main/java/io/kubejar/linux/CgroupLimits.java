package io.kubejar.linux;

/// What the processes of a control group may use; 0 leaves a limit as it is, -1 lifts it.
///
/// @param cpuShares the weight against siblings in units of version 1: 1024 is one core's worth
/// @param cpuQuotaMicros the CPU time in each period of 100 ms, in microseconds
/// @param memoryBytes the memory, in bytes
/// @param processes how many processes and threads
public record CgroupLimits(long cpuShares, long cpuQuotaMicros, long memoryBytes, long processes) {

  /// The period that quotas count in, in microseconds.
  public static final long CPU_PERIOD_MICROS = 100_000;

  /// No limit set.
  public static final CgroupLimits NONE = new CgroupLimits(0, 0, 0, 0);

  /// The weight in units of version 2 (1 to 10000), as runtimes convert it.
  long cpuWeight() {
    long shares = Math.clamp(cpuShares, 2, 262_144);
    return 1 + (shares - 2) * 9999 / 262_142;
  }
}
