package io.kubejar.node.agent.api;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpServer;
import io.kubejar.node.agent.api.NodeApiSecurity.Verdict;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.pod.PodWorkers;
import io.kubejar.node.agent.runtime.RuntimeView;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.CriException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The node's own API over HTTPS, with the paths of upstream's.
///
/// | path | answers |
/// |---|---|
/// | `/containerLogs/<namespace>/<pod>/<container>` | the container's log |
/// | `/exec/…`, `/attach/…`, `/portForward/…`, `/run/…` | streams into containers |
/// | `/pods` | the node's pods |
/// | `/stats/summary`, `/metrics`, `/metrics/resource` | what they use |
/// | `/healthz` | `ok` |
public final class NodeApi implements AutoCloseable {
  private final NodeConfig node;
  private final NodeApiSecurity security;
  private final PodWorkers pods;
  private final LogEndpoint logs;
  private final StreamEndpoints streams;
  private final StatsEndpoints stats;
  private @Nullable HttpServer server;

  public NodeApi(
      NodeConfig node,
      NodeApiSecurity security,
      ContainerRuntime runtime,
      RuntimeView view,
      PodWorkers pods,
      String runtimeName) {
    this.node = node;
    this.security = security;
    this.pods = pods;
    Containers containers = new Containers(pods, view);
    this.logs = new LogEndpoint(containers);
    this.streams = new StreamEndpoints(containers, runtime);
    this.stats = new StatsEndpoints(node, runtime, pods);
  }

  public void start(InetSocketAddress address) throws IOException {
    HttpServer.Builder builder =
        HttpServer.builder(this::handle).bind(address).name("node-api-" + node.name()).threads(1);
    var tls = security.tls();
    if (tls != null) {
      builder.tls(tls);
    }
    server = builder.start();
  }

  public int port() {
    return server == null ? 0 : server.port();
  }

  private void handle(Exchange exchange) throws Exception {
    String[] path =
        Arrays.stream(exchange.path().split("/")).filter(p -> !p.isEmpty()).toArray(String[]::new);
    String root = path.length == 0 ? "" : path[0];
    switch (security.check(exchange, verb(exchange, root), subresource(root))) {
      case Verdict.Allowed() -> {}
      case Verdict.Unauthenticated() -> {
        text(exchange, 401, "Unauthorized");
        return;
      }
      case Verdict.Forbidden(String message) -> {
        text(exchange, 403, message);
        return;
      }
    }
    try {
      route(exchange, root, List.of(path));
    } catch (RefusedException e) {
      refuse(exchange, e.status(), String.valueOf(e.getMessage()));
    } catch (CriException e) {
      refuse(exchange, e.isNotFound() ? 404 : 500, String.valueOf(e.getMessage()));
    }
  }

  private void route(Exchange exchange, String root, List<String> path) throws Exception {
    switch (root) {
      case "healthz" -> text(exchange, 200, "ok");
      case "containerLogs" -> logs.serve(exchange, path);
      case "exec" -> streams.exec(exchange, path);
      case "attach" -> streams.attach(exchange, path);
      case "portForward" -> streams.portForward(exchange, path);
      case "run" -> streams.run(exchange, path);
      case "pods", "runningpods" -> pods(exchange);
      case "stats" -> stats.summary(exchange);
      case "metrics" -> stats.metrics(exchange, path.size() > 1 ? path.get(1) : "");
      default -> text(exchange, 404, "404 page not found");
    }
  }

  private void pods(Exchange exchange) {
    List<Pod> all = pods.pods();
    exchange.respond(200, Headers.contentType("application/json"), PodListJson.of(all));
  }

  private static void refuse(Exchange exchange, int status, String message) {
    if (!exchange.committed()) {
      text(exchange, status, message);
    }
  }

  private static void text(Exchange exchange, int status, String text) {
    exchange.respond(
        status,
        Headers.contentType("text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static String verb(Exchange exchange, String root) {
    return switch (root) {
      // Over WebSocket these come as GET, and still run things.
      case "exec", "attach", "portForward", "run" -> "create";
      default ->
          switch (exchange.method().toUpperCase(Locale.ROOT)) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> "get";
          };
    };
  }

  private static String subresource(String root) {
    return switch (root) {
      case "stats", "metrics", "healthz", "pods" -> root;
      default -> "proxy";
    };
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
