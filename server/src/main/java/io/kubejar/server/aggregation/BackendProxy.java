package io.kubejar.server.aggregation;

import io.kubejar.http.CallFailures;
import io.kubejar.http.Headers;
import io.kubejar.server.rest.Forwarding;
import io.kubejar.server.rest.RequestContext;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.ServiceResolver.Unresolved;
import java.io.IOException;
import java.net.URI;
import java.util.function.BooleanSupplier;

/// Passes requests on to a backend, upgrades included.
///
/// @param available whether the backend can be asked
/// @param client leads there
record BackendProxy(BooleanSupplier available, BackendClient client) implements Route.Handler {
  @Override
  public void handle(RequestContext context) throws IOException {
    if (!available.getAsBoolean()) {
      unavailable(context, "service unavailable");
      return;
    }
    if (!client.flaw().isEmpty()) {
      context.respondText(500, client.flaw() + "\n");
      return;
    }
    var exchange = context.exchange();
    String query = exchange.rawQuery();
    URI target;
    try {
      target = client.uri(exchange.rawPath() + (query == null ? "" : "?" + query));
    } catch (Unresolved _) {
      unavailable(context, "service unavailable");
      return;
    }
    Headers headers = RemoteUser.of(context.user(), Forwarding.passed(exchange.headers()));
    Forwarding.forward(
        exchange,
        client.http(),
        target,
        headers.with("X-Forwarded-For", exchange.remoteAddress().getAddress().getHostAddress()),
        new Forwarding.Fallback() {
          @Override
          public void unreachable(IOException e) {
            unavailable(
                context, "error trying to reach service: " + CallFailures.reason(e, target));
          }

          /// Clients would follow with their credentials for this server.
          @Override
          public boolean redirected() {
            context.respondText(
                502, "the backend attempted to redirect this request, which is not permitted");
            return true;
          }
        });
  }

  private static void unavailable(RequestContext context, String why) {
    context.respondText(503, why + "\n");
  }
}
