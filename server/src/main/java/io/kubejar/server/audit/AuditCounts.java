package io.kubejar.server.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// The figures of auditing.
public final class AuditCounts {
  private final LongAdder events = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final Map<Level, LongAdder> levels = new EnumMap<>(Level.class);
  private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

  public AuditCounts() {
    for (Level level : Level.values()) {
      levels.put(level, new LongAdder());
    }
  }

  void event() {
    events.increment();
  }

  void rejection() {
    rejected.increment();
  }

  void request(Level level) {
    count(level).increment();
  }

  void error(String plugin, int count) {
    errors.computeIfAbsent(plugin, _ -> new LongAdder()).add(count);
  }

  /// Events made.
  public long events() {
    return events.sum();
  }

  /// Requests refused because an event was lost.
  public long rejected() {
    return rejected.sum();
  }

  /// Requests that were told at a level.
  public long requests(Level level) {
    return count(level).sum();
  }

  private LongAdder count(Level level) {
    return Objects.requireNonNull(levels.get(level));
  }

  /// Events that a backend, `log` or `webhook`, lost.
  public long errors(String plugin) {
    LongAdder count = errors.get(plugin);
    return count == null ? 0 : count.sum();
  }
}
