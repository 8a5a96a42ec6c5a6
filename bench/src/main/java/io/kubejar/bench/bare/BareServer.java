package io.kubejar.bench.bare;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.http.HttpServer;
import io.kubejar.http.ServerTls;
import io.kubejar.http.TlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;

/// A server of the same HTTP stack as the API server's that does nothing: each method and path is
/// asked of the API server once and answered with the same bytes from then on; a watch gets an
/// event as long as the API server's for each body that is posted to its path.
///
/// Arguments: the port to listen on, the cluster's data directory, whose certificate it shows, and
/// the API server's URL. It runs until it is ended.
public final class BareServer {
  private static final int LARGEST = 1 << 30;

  private record Answer(int status, Headers headers, byte[] body) {}

  private final HttpClient client = HttpClient.builder().tls(ClientTls.insecure()).build();
  private final ConcurrentMap<String, Answer> answers = new ConcurrentHashMap<>();
  private final BareWatchers watchers = new BareWatchers();
  private final URI origin;

  private BareServer(URI origin) {
    this.origin = origin;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path pki = Path.of(arguments[1], "pki");
    TlsIdentity identity =
        TlsIdentity.ofPem(
            Files.readString(pki.resolve("apiserver.crt")),
            Files.readString(pki.resolve("apiserver.key")));
    BareServer bare = new BareServer(URI.create(arguments[2]));
    int port = Integer.parseInt(arguments[0]);
    try (HttpServer server =
        HttpServer.builder(bare::handle)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .tls(ServerTls.of(identity))
            .name("bare")
            .start()) {
      System.out.println("listening on " + server.port());
      new CountDownLatch(1).await();
    }
  }

  private void handle(Exchange exchange) throws IOException {
    byte[] body = exchange.readBody(LARGEST);
    if (exchange.query().contains("watch")) {
      watchers.watch(exchange);
      return;
    }
    String query = exchange.rawQuery();
    String target = query == null ? exchange.rawPath() : exchange.rawPath() + "?" + query;
    Answer answer =
        target.endsWith("/namespaces")
            ? ask(exchange, target, body)
            : answers.computeIfAbsent(
                exchange.method() + " " + target, _ -> ask(exchange, target, body));
    exchange.respond(answer.status(), answer.headers(), answer.body());
    if (exchange.method().equals("POST")) {
      watchers.push(exchange.rawPath(), body, answer.body().length);
    }
  }

  private Answer ask(Exchange exchange, String target, byte[] body) {
    var request = ClientRequest.of(exchange.method(), origin.resolve(target));
    String token = exchange.headers().first("authorization");
    if (token != null) {
      request = request.withHeader("authorization", token);
    }
    if (body.length > 0) {
      request = request.withBody("application/json", body);
    }
    try (var response = client.send(request)) {
      String type = response.headers().first("content-type");
      return new Answer(
          response.status(),
          Headers.contentType(type == null ? "application/json" : type),
          response.readBody(LARGEST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
