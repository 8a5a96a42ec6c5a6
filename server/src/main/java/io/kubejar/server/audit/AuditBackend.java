package io.kubejar.server.audit;

import java.util.List;

/// Where events go.
public interface AuditBackend extends AutoCloseable {
  /// Takes events, which every stage of every request that is told makes.
  ///
  /// @return false when an event is lost that must not be: the request is to be refused
  boolean process(List<AuditEvent> events);

  /// Hands on what is still held, within bounded time.
  @Override
  void close();
}
