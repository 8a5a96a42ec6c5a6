package io.kubejar.node.agent.runtime;

import java.time.Instant;
import java.util.List;

/// A sandbox as it was seen.
///
/// @param id the runtime's name of it
/// @param attempt how many sandboxes the pod had before
/// @param ready whether it runs
/// @param addresses the pod's addresses, none on the node's own network
public record SandboxRecord(
    String id, int attempt, boolean ready, Instant createdAt, List<String> addresses) {
  public SandboxRecord {
    addresses = List.copyOf(addresses);
  }
}
