package io.kubejar.bench.figures;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// One namespace's new config maps of 1 KiB, told to many watchers.
final class FanOut implements AutoCloseable {
  private static final int WATCHES_PER_CONNECTION = 200;
  private static final int MOST_UNDER_WAY = 100;
  private static final String PAD = "x".repeat(1024);
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final Target target;
  private final String path;
  private final int watchers;
  private final WatchTally tally = new WatchTally();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<WatchConnection> connections = new ArrayList<>();
  private final HttpClient client = HttpClient.builder().tls(ClientTls.insecure()).build();
  private int written;

  /// What the watchers got.
  ///
  /// @param perSecond events received by all together
  /// @param p50 milliseconds from the write's start to the receipt
  record Result(long events, long expected, double perSecond, double p50, double p99) {}

  private FanOut(Target target, String path, int watchers) {
    this.target = target;
    this.path = path;
    this.watchers = watchers;
  }

  static FanOut open(Target target, int watchers) throws IOException, InterruptedException {
    String namespace = "watch-" + RUNS.incrementAndGet() + "-" + System.nanoTime() % 1_000_000;
    var fanOut = new FanOut(target, "/api/v1/namespaces/" + namespace + "/configmaps", watchers);
    try {
      fanOut.post(
          "/api/v1/namespaces",
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
              .formatted(namespace));
      fanOut.begin();
      return fanOut;
    } catch (IOException | InterruptedException | RuntimeException e) {
      fanOut.close();
      throw e;
    }
  }

  private void begin() throws IOException, InterruptedException {
    var tls = WatchConnection.tls();
    for (int begun = 0; begun < watchers; begun += WATCHES_PER_CONNECTION) {
      int streams = Math.min(WATCHES_PER_CONNECTION, watchers - begun);
      var connection = WatchConnection.open(loops, tls, target, tally);
      connections.add(connection);
      connection.watch(target, path + "?watch=1&timeoutSeconds=3600", streams);
      if (!tally.awaitOpen(begun + streams, 60)) {
        throw new IOException("watches that were not answered");
      }
    }
  }

  private void post(String where, String body) throws IOException {
    var request =
        ClientRequest.of("POST", target.url().resolve(where))
            .withHeader("authorization", "Bearer " + target.token())
            .withBody("application/json", body.getBytes(StandardCharsets.UTF_8));
    try (var answer = client.send(request)) {
      byte[] text = answer.readBody(1 << 20);
      if (answer.status() >= 300) {
        throw new IOException(answer.status() + " " + new String(text, StandardCharsets.UTF_8));
      }
    }
  }

  /// Writes at a rate, and waits until all have been told.
  ///
  /// @param perSecond writes a second; 0 for as many as there can be
  /// @param writers how many write at the same time
  Result run(int writes, int perSecond, int writers) throws IOException, InterruptedException {
    tally.reset();
    int first = written;
    written += writes;
    var next = new AtomicInteger();
    var failure = new AtomicReference<IOException>();
    long begin = System.nanoTime();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < writers; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int n = next.getAndIncrement(); n < writes; n = next.getAndIncrement()) {
                      awaitWatchers(n);
                      if (perSecond > 0) {
                        pause(begin + n * TimeUnit.SECONDS.toNanos(1) / perSecond);
                      }
                      try {
                        post(path, configMap(first + n));
                      } catch (IOException e) {
                        failure.compareAndSet(null, e);
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    long expected = (long) writes * watchers;
    boolean unused = tally.awaitEvents(expected, 60);
    double seconds = Math.max(1, tally.newest() - begin) / 1e9;
    return new Result(
        tally.events(),
        expected,
        tally.events() / seconds,
        tally.latency(0.5),
        tally.latency(0.99));
  }

  /// Holds a write back while too many before it have not been received: watchers that fall far
  /// behind would be dropped.
  private void awaitWatchers(int number) {
    long needed = (long) (number - MOST_UNDER_WAY) * watchers;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (tally.events() < needed && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }
  }

  private static void pause(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static String configMap(int number) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c-%d\"},\"data\":{\"t\":\"%d\",\"pad\":\"%s\"}}"
        .formatted(number, System.nanoTime(), PAD);
  }

  @Override
  public void close() {
    connections.forEach(WatchConnection::close);
    client.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
