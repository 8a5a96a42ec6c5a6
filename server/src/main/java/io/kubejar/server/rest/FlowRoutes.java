package io.kubejar.server.rest;

import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.fairness.FlowDumps;
import java.util.List;

/// What priority and fairness is doing, below `/debug/api_priority_and_fairness/`.
public final class FlowRoutes {
  private static final String BELOW = "/debug/api_priority_and_fairness/";

  private FlowRoutes() {}

  /// A table of levels, one of queues and one of requests.
  public static List<Route> of(FlowControl control) {
    var dumps = new FlowDumps(control);
    return List.of(
        Route.any(
            BELOW + "dump_priority_levels", context -> context.respondText(200, dumps.levels())),
        Route.any(BELOW + "dump_queues", context -> context.respondText(200, dumps.queues())),
        Route.any(
            BELOW + "dump_requests",
            context ->
                context.respondText(
                    200,
                    dumps.requests(
                        Queries.isTrue(context.exchange().query(), "includeRequestDetails")))));
  }
}
