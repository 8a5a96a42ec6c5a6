package io.kubejar.server.rest;

import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.fairness.Verdict;
import io.kubejar.server.spi.Attributes;
import org.jspecify.annotations.Nullable;

/// Lets requests in by priority and fairness. A watch counts until its stream begins, other long
/// requests do not count at all.
final class FairGate implements Gate {
  private final FlowControl control;

  FairGate(FlowControl control) {
    this.control = control;
  }

  @Override
  public @Nullable Runnable enter(TrackedExchange exchange, RequestInfo info, Attributes attributes)
      throws InterruptedException {
    boolean watch = info.verb().equals("watch");
    if (InFlight.isLong(info) && !watch) {
      return () -> {};
    }
    var query = exchange.query();
    var verdict =
        control.admit(
            attributes,
            limit(query.first("limit", "")),
            Queries.isTrue(query, "sendInitialEvents"));
    exchange.addHeader("x-kubernetes-pf-flowschema-uid", verdict.schemaUid());
    exchange.addHeader("x-kubernetes-pf-prioritylevel-uid", verdict.levelUid());
    return switch (verdict) {
      case Verdict.Admitted admitted -> {
        if (watch) {
          exchange.onStream(admitted.ticket()::release);
        }
        yield admitted.ticket()::release;
      }
      case Verdict.Rejected _ -> null;
    };
  }

  private static long limit(String text) {
    try {
      return text.isEmpty() ? 0 : Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException _) {
      return 0; // the handler refuses it
    }
  }
}
