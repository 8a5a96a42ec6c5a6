package io.kubejar.bench.figures;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Load by our own client, a virtual thread and a connection each.
final class OwnLoad {
  private OwnLoad() {}

  static Rate run(Load load, Target target, double seconds) throws InterruptedException {
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    var counts = new Counts();
    long stamp = System.nanoTime() / 1_000_000 % 1_000_000_000;
    var next = new AtomicLong();
    String body = load.body();
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < load.connections(); i++) {
        workers.submit(
            () -> {
              while (System.nanoTime() < end) {
                long number = next.incrementAndGet();
                var request =
                    request(target, load.path(), body == null ? null : text(body, stamp, number));
                counts.send(client, request);
              }
            });
      }
      workers.shutdown();
      if (!workers.awaitTermination((long) seconds + 60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("requests that are not answered");
      }
    }
    return counts.rate((System.nanoTime() - begin) / 1e9);
  }

  private static String text(String body, long stamp, long number) {
    return body.replace("%d", stamp + "-" + number).replace("%n", Long.toString(number % 10));
  }

  private static ClientRequest request(
      Target target, String path, @org.jspecify.annotations.Nullable String body) {
    var request =
        ClientRequest.of(body == null ? "GET" : "POST", target.url().resolve(path))
            .withHeader("authorization", "Bearer " + target.token());
    return body == null
        ? request
        : request.withBody("application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /// Posts many objects once each.
  ///
  /// @param body an object by its number
  static Rate post(
      Target target, String path, long count, int connections, LongFunction<String> body)
      throws InterruptedException {
    long begin = System.nanoTime();
    var counts = new Counts();
    var next = new AtomicLong();
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        workers.submit(
            () -> {
              for (long n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                counts.send(client, request(target, path, body.apply(n)));
              }
            });
      }
    }
    return counts.rate((System.nanoTime() - begin) / 1e9);
  }

  /// One request; its status and the length of its answer.
  static long[] once(HttpClient client, Target target, String path) throws IOException {
    try (var answer = client.send(request(target, path, null))) {
      return new long[] {answer.status(), drained(answer.body())};
    }
  }

  private static long drained(InputStream in) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long length = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      length += n;
    }
    return length;
  }

  /// What is counted by all connections together.
  private static final class Counts {
    private static final int SAMPLES = 1 << 18;

    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final long[] nanos = new long[SAMPLES];

    void send(HttpClient client, ClientRequest request) {
      long begin = System.nanoTime();
      boolean failed = false;
      try (var answer = client.send(request)) {
        bytes.addAndGet(drained(answer.body()));
        failed = answer.status() >= 300;
      } catch (IOException e) {
        failed = true;
      }
      long number = requests.getAndIncrement();
      nanos[(int) (number & (SAMPLES - 1))] = System.nanoTime() - begin;
      if (failed) {
        failures.incrementAndGet();
      }
    }

    Rate rate(double seconds) {
      int known = (int) Math.min(SAMPLES, requests.get());
      long[] sorted = Arrays.copyOf(nanos, known);
      Arrays.sort(sorted);
      return new Rate(
          requests.get(),
          failures.get(),
          seconds,
          bytes.get(),
          known == 0 ? 0 : sorted[known / 2] / 1e6,
          known == 0 ? 0 : sorted[(int) (known * 0.99)] / 1e6);
    }
  }
}
