package io.kubejar.node.agent.probe;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Probe;
import org.jspecify.annotations.Nullable;

/// What a probe decides.
public enum ProbeKind {
  STARTUP("Startup", "startup"),
  LIVENESS("Liveness", "liveness"),
  READINESS("Readiness", "readiness");

  private final String title;
  private final String word;

  ProbeKind(String title, String word) {
    this.title = title;
    this.word = word;
  }

  /// As events begin.
  public String title() {
    return title;
  }

  public String word() {
    return word;
  }

  /// The container's probe of this kind.
  public @Nullable Probe of(Container container) {
    return switch (this) {
      case STARTUP -> container.startupProbe();
      case LIVENESS -> container.livenessProbe();
      case READINESS -> container.readinessProbe();
    };
  }
}
