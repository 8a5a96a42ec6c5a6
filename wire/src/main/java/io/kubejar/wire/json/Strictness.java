package io.kubejar.wire.json;

import java.util.ArrayList;
import java.util.List;

/// Collects what a strict reader objects to: unknown and duplicate fields, each once, the first
/// hundred.
final class Strictness {
  private static final int MOST = 100;
  private final List<String> findings = new ArrayList<>();

  void unknown(String path) {
    add("unknown field \"" + path + '"');
  }

  void duplicate(String path) {
    add("duplicate field \"" + path + '"');
  }

  private void add(String finding) {
    if (findings.size() < MOST && !findings.contains(finding)) {
      findings.add(finding);
    }
  }

  List<String> findings() {
    return List.copyOf(findings);
  }
}
