package io.kubejar.server.audit;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Decides for each request how much of it is told, and hands what is told to the backends.
public final class Auditor implements AutoCloseable {
  /// Tells nothing.
  public static final Auditor OFF =
      new Auditor(
          new AuditPolicy(List.of(), Set.of(), false),
          List.of(),
          new AuditCounts(),
          Clock.systemUTC());

  /// As whom requests are judged that nobody stands behind.
  public static final User NOBODY = new User("", "", List.of(), Map.of());

  private final AuditPolicy policy;
  private final List<AuditBackend> backends;
  private final AuditCounts counts;
  private final Clock clock;

  public Auditor(AuditPolicy policy, List<AuditBackend> backends, AuditCounts counts, Clock clock) {
    this.policy = policy;
    this.backends = List.copyOf(backends);
    this.counts = counts;
    this.clock = clock;
  }

  /// Whether anything can ever be told.
  public boolean isOn() {
    return !backends.isEmpty();
  }

  public AuditCounts counts() {
    return counts;
  }

  /// The record of a request that begins.
  ///
  /// @param origin where it came from; asked for only when something is to be told
  public Audit begin(Attributes request, Supplier<Origin> origin) {
    return begin(request, origin, true);
  }

  /// The record of a request whose sender could not be found out.
  ///
  /// @param request the request as that of [#NOBODY]
  public Audit beginUnauthenticated(Attributes request, Supplier<Origin> origin) {
    return begin(request, origin, false);
  }

  private Audit begin(Attributes request, Supplier<Origin> origin, boolean known) {
    if (backends.isEmpty()) {
      return Audit.NONE;
    }
    var decision = policy.decide(request);
    counts.request(decision.level());
    return decision.level() == Level.NONE
        ? Audit.NONE
        : new Audit(this, decision, origin.get(), request, known, clock.instant());
  }

  Instant now() {
    return clock.instant();
  }

  boolean emit(AuditEvent event) {
    counts.event();
    boolean kept = true;
    var events = List.of(event);
    for (AuditBackend backend : backends) {
      kept &= backend.process(events);
    }
    return kept;
  }

  void rejected() {
    counts.rejection();
  }

  @Override
  public void close() {
    backends.forEach(AuditBackend::close);
  }
}
