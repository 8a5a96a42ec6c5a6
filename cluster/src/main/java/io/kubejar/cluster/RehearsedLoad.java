package io.kubejar.cluster;

import io.kubejar.client.http.Endpoint;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.HttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// As much load on a rehearsed cluster as it takes for the paths of creates, reads, patches, lists
/// and watches to be profiled: what the compiler knows of them is kept in the AOT cache, so that
/// the first seconds of a server under load are not its slowest.
final class RehearsedLoad {
  private static final int CLIENTS = 8;
  private static final int PODS = 2_000;
  private static final int LISTS = 40;
  private static final int MOST_BYTES = 64 << 20;
  private static final String PATH = "/api/v1/namespaces/default/pods";
  private static final String JSON = "application/json";

  private static final String POD =
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"load-%1$d","labels":{"app":"load","n":\
      "%2$d"}},"spec":{"schedulerName":"none","containers":[{"name":"c","image":"example/app:1",\
      "resources":{"requests":{"cpu":"100m","memory":"64Mi"}},"env":[{"name":"A","value":"b"}],\
      "ports":[{"containerPort":80}]}]}}\
      """;

  private final Endpoint endpoint;
  private final HttpClient client;

  private RehearsedLoad(Endpoint endpoint, HttpClient client) {
    this.endpoint = endpoint;
    this.client = client;
  }

  /// One request by its number.
  private interface Request {
    ClientRequest of(int number);
  }

  static void run(Endpoint endpoint) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.builder().tls(endpoint.tls()).build()) {
      new RehearsedLoad(endpoint, client).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    Thread watch =
        Thread.ofVirtual().start(() -> drain(get(PATH + "?watch=true&timeoutSeconds=60")));
    all(PODS, n -> request("POST", PATH, JSON, POD.formatted(n, n % 10)));
    all(PODS, n -> get(PATH + "/load-" + n));
    all(
        PODS / 2,
        n ->
            request(
                "PATCH",
                PATH + "/load-" + n,
                n % 2 == 0
                    ? "application/merge-patch+json"
                    : "application/strategic-merge-patch+json",
                "{\"metadata\":{\"labels\":{\"patched\":\"%d\"}}}".formatted(n)));
    all(LISTS, _ -> get(PATH + "?limit=500"));
    all(LISTS, n -> get(PATH + "?labelSelector=n%3D" + n % 10));
    all(LISTS / 10, _ -> get(PATH + "?resourceVersion=0"));
    all(PODS, n -> request("DELETE", PATH + "/load-" + n, JSON, "{\"gracePeriodSeconds\":0}"));
    watch.interrupt();
    watch.join();
  }

  /// Sends many requests, several at a time.
  private void all(int count, Request requests) throws IOException, InterruptedException {
    var next = new AtomicInteger();
    var failure = new AtomicReference<@Nullable IOException>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                      send(requests.of(n), failure);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    IOException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private void send(ClientRequest request, AtomicReference<@Nullable IOException> failure) {
    try (var answer = client.send(request)) {
      byte[] text = answer.readBody(MOST_BYTES);
      if (answer.status() >= 300) {
        throw new IOException(answer.status() + " " + new String(text, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  /// Reads an answer until it ends or the thread is interrupted.
  private void drain(ClientRequest request) {
    byte[] buffer = new byte[16 * 1024];
    try (var answer = client.send(request)) {
      int read = answer.body().read(buffer);
      while (read >= 0 && !Thread.currentThread().isInterrupted()) {
        read = answer.body().read(buffer);
      }
    } catch (IOException _) {
      // The load is over.
    }
  }

  private ClientRequest get(String path) {
    return ClientRequest.get(endpoint.server().resolve(path)).withHeader("accept", JSON);
  }

  private ClientRequest request(String method, String path, String type, String body) {
    return ClientRequest.of(method, endpoint.server().resolve(path))
        .withBody(type, body.getBytes(StandardCharsets.UTF_8));
  }
}
