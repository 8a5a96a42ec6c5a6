package io.kubejar.server.aggregation;

import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpServer;
import io.kubejar.http.PeerCertificate;
import io.kubejar.http.ServerTls;
import io.kubejar.server.pki.CertificateTemplate;
import io.kubejar.server.pki.ClusterPki;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/// A small server of `metrics.example.com/v1` that believes the front proxy and nobody else.
final class ExtensionServer implements AutoCloseable {
  static final String BASE = "/apis/metrics.example.com/v1";

  private final boolean aggregates;
  private final HttpServer server;

  /// @param aggregates whether it knows aggregated discovery, as newer servers do
  ExtensionServer(ClusterPki pki, boolean aggregates) throws IOException {
    this.aggregates = aggregates;
    var identity =
        pki.authority()
            .issue(
                CertificateTemplate.server("backend", List.of("backend.default.svc"), List.of()),
                Duration.ofDays(1))
            .identity();
    this.server =
        HttpServer.builder(this::answer)
            .bind(new InetSocketAddress("127.0.0.1", 0))
            .tls(ServerTls.of(identity, List.of(pki.frontProxyAuthority().certificate())))
            .name("extension")
            .start();
  }

  int port() {
    return server.port();
  }

  private void answer(Exchange exchange) throws IOException {
    boolean proxy =
        exchange.peerCertificate() instanceof PeerCertificate.Trusted trusted
            && trusted.leaf().getSubjectX500Principal().getName().equals("CN=front-proxy-client");
    if (!proxy) {
      text(exchange, 401, "text/plain", "who are you?");
      return;
    }
    switch (exchange.path()) {
      case "/apis" -> discovery(exchange);
      case BASE ->
          text(
              exchange,
              200,
              "application/json",
              """
              {"kind": "APIResourceList", "apiVersion": "v1",
               "groupVersion": "metrics.example.com/v1", "resources": [
                {"name": "things", "singularName": "thing", "namespaced": true, "kind": "Thing",
                 "verbs": ["get", "list"], "shortNames": ["th"]},
                {"name": "things/status", "singularName": "", "namespaced": true, "kind": "Thing",
                 "verbs": ["get"]}]}\
              """);
      case "/openapi/v3" ->
          text(
              exchange,
              200,
              "application/json",
              """
              {"paths": {"apis/metrics.example.com/v1":
                {"serverRelativeURL": "/openapi/v3/apis/metrics.example.com/v1?hash=ABC"}}}\
              """);
      case "/openapi/v3" + BASE -> text(exchange, 200, "application/json", "{\"openapi\": \"x\"}");
      case "/openapi/v2" ->
          text(
              exchange,
              200,
              "application/json",
              """
              {"swagger": "2.0", "paths": {"/apis/metrics.example.com/v1/things": {"get":
                {"responses": {"200": {"schema": {"$ref": "#/definitions/com.example.Thing"}}}}},
                "/elsewhere": {}},
               "definitions": {"com.example.Thing": {"type": "object"}}}\
              """);
      case BASE + "/things" -> things(exchange);
      case BASE + "/moved" -> exchange.respond(302, Headers.of("location", "https://elsewhere/"));
      case BASE + "/cut" -> cut(exchange);
      case BASE + "/echo" -> echo(exchange);
      default -> text(exchange, 404, "text/plain", "no such thing");
    }
  }

  private void discovery(Exchange exchange) {
    if (aggregates) {
      text(
          exchange,
          200,
          "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
          """
          {"kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": {},
           "items": [{"metadata": {"name": "metrics.example.com"}, "versions": [
             {"version": "v1", "freshness": "Current", "resources": [{"resource": "things",
               "responseKind": {"group": "", "version": "", "kind": "Thing"},
               "scope": "Namespaced", "singularResource": "thing", "verbs": ["get"]}]}]}]}\
          """);
    } else {
      text(exchange, 406, "text/plain", "not so");
    }
  }

  /// Tells what it was told; a watch gets two events, one after the other.
  private static void things(Exchange exchange) throws IOException {
    if (exchange.query().contains("watch")) {
      try (var out = exchange.stream(200, Headers.of("content-type", "application/json"))) {
        out.write("{\"type\":\"ADDED\"}\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        out.write("{\"type\":\"DELETED\"}\n".getBytes(StandardCharsets.UTF_8));
      }
      return;
    }
    String headers =
        String.join(
            "\n",
            StreamSupport.stream(exchange.headers().spliterator(), false)
                .map(field -> field.name().toLowerCase(java.util.Locale.ROOT) + "=" + field.value())
                .toList());
    byte[] body = exchange.readBody(1 << 20);
    text(
        exchange,
        exchange.method().equals("POST") ? 201 : 200,
        "text/plain",
        headers + "\nbody=" + new String(body, StandardCharsets.UTF_8));
  }

  private static void cut(Exchange exchange) throws IOException {
    var out = exchange.stream(200, Headers.of("content-type", "text/plain"));
    out.write("half of".getBytes(StandardCharsets.UTF_8));
    out.flush();
    out.abort();
  }

  private static void echo(Exchange exchange) throws IOException {
    try (var bytes = exchange.upgradeRaw("echo", Headers.empty())) {
      int read = bytes.in().read();
      bytes.out().write(read + 1);
      bytes.out().flush();
      int unused = bytes.in().read();
    }
  }

  private static void text(Exchange exchange, int status, String type, String body) {
    exchange.respond(
        status, Headers.of("content-type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
