package io.kubejar.server.audit;

import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayList;
import java.util.List;

/// Keeps events and batches small for a backend: a large event goes without its bodies, and when it
/// is too large even so it is dropped.
public final class TruncatingBackend implements AuditBackend {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server.audit");

  private final AuditBackend target;
  private final int largestEvent;
  private final int largestBatch;
  private final AuditCounts counts;

  /// @param largestEvent the most bytes of an event
  /// @param largestBatch the most bytes of the events that are handed on together
  public TruncatingBackend(
      AuditBackend target, int largestEvent, int largestBatch, AuditCounts counts) {
    this.target = target;
    this.largestEvent = largestEvent;
    this.largestBatch = largestBatch;
    this.counts = counts;
  }

  @Override
  public boolean process(List<AuditEvent> events) {
    boolean kept = true;
    var batch = new ArrayList<AuditEvent>(events.size());
    long size = 0;
    for (AuditEvent event : events) {
      AuditEvent small = event;
      int length = event.toJson().length;
      if (length > largestEvent) {
        small = event.truncated();
        length = small.toJson().length;
      }
      if (length > largestEvent) {
        counts.error("truncate", 1);
        LOG.log(WARNING, "an audit event of {0} bytes is too large and is lost", length);
        continue;
      }
      if (size + length > largestBatch && !batch.isEmpty()) {
        kept &= target.process(List.copyOf(batch));
        batch.clear();
        size = 0;
      }
      batch.add(small);
      size += length;
    }
    return batch.isEmpty() ? kept : target.process(List.copyOf(batch)) && kept;
  }

  @Override
  public void close() {
    target.close();
  }
}
