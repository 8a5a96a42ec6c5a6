package io.kubejar.policy;

import io.kubejar.api.value.Bytes;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpServer;
import io.kubejar.http.ServerTls;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A webhook over HTTPS that remembers what it was asked.
final class TestHook implements AutoCloseable {
  static final String ALLOWED = "\"allowed\":true";

  private final List<Obj> requests = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private volatile Function<Obj, String> answer = _ -> ALLOWED;
  private final HttpServer server;
  private final String authority;

  TestHook(TestServer cluster, ServerTls tls) throws IOException {
    authority = Bytes.utf8(cluster.pki().authorityPem()).toBase64();
    server =
        HttpServer.builder(
                exchange -> {
                  var review = (Obj) JsonValue.parse(exchange.readBody(1 << 20));
                  Obj request = review.object("request");
                  requests.add(request);
                  logins.add(exchange.headers().first("authorization", ""));
                  exchange.respond(
                      200,
                      Headers.contentType("application/json"),
                      Bytes.utf8(
                              """
                              {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview",
                               "response":{"uid":"%s",%s}}
                              """
                                  .formatted(request.text("uid"), answer.apply(request)))
                          .toArray());
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .tls(tls)
            .start();
  }

  TestHook(TestServer cluster) throws IOException {
    this(cluster, ServerTls.of(cluster.pki().serving().identity()));
  }

  /// What it answers from now on.
  void answers(Function<Obj, String> other) {
    answer = other;
  }

  /// What it was asked, in order.
  List<Obj> requests() {
    return requests;
  }

  /// The `Authorization` headers of those who asked.
  List<String> logins() {
    return logins;
  }

  int port() {
    return server.port();
  }

  /// A webhook configuration.
  ///
  /// @param rule the members of its rule
  /// @param more further members of the webhook
  String configuration(String rule, String more) {
    return """
    {"metadata":{"name":"w"},"webhooks":[{"name":"w.example.com","clientConfig":{
      "url":"https://127.0.0.1:%d/hook","caBundle":"%s"},"rules":[{%s}],
      "sideEffects":"None","timeoutSeconds":30,"admissionReviewVersions":["v1"]%s}]}
    """
        .formatted(server.port(), authority, rule, more);
  }

  @Override
  public void close() {
    server.close();
  }
}
