package io.kubejar.node.agent.probe;

import io.kubejar.api.core.v1.Probe;
import org.jspecify.annotations.Nullable;

/// How one probe of one container has gone so far: from single outcomes to a lasting result by the
/// thresholds. Not safe for several threads at once.
final class ContainerProbe {
  private final Probe probe;
  private @Nullable Boolean last;
  private int run;
  private boolean result;
  private boolean decided;

  ContainerProbe(ProbeKind kind, Probe probe) {
    this.probe = probe;
    // Containers are taken to live until the opposite is shown, but not to have started or be
    // ready.
    this.result = kind == ProbeKind.LIVENESS;
  }

  /// Takes in an outcome; true when the lasting result has changed.
  boolean observe(boolean passed) {
    run = last != null && last == passed ? run + 1 : 1;
    last = passed;
    int needed = Math.max(1, passed ? probe.successThreshold() : probe.failureThreshold());
    if (run < needed) {
      return false;
    }
    boolean changed = !decided || result != passed;
    decided = true;
    result = passed;
    return changed;
  }

  /// Takes the result of an earlier agent's probes over.
  void assumePassing() {
    last = true;
    run = Math.max(1, probe.successThreshold());
    decided = true;
    result = true;
  }

  boolean passing() {
    return result;
  }

  /// Whether it failed as often as is allowed.
  boolean failed() {
    return decided && !result;
  }
}
