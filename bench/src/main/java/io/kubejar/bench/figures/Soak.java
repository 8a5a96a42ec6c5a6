package io.kubejar.bench.figures;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Churn for a long time: objects are made, changed, listed, watched and deleted again; every
/// minute it prints what the server holds, and in the end whether that stayed flat.
///
/// Arguments: `--minutes` (60), `--objects` that are there at a time (2000), `--writers` (4),
/// `--rate` of writes a second of all together (400). Exits with 1 when something grows.
public final class Soak {
  private static final String PATH = "/api/v1/namespaces/default/configmaps";

  private static final int SHOWN_FAILURES = 20;

  private final Target target;
  private final int objects;
  private final long pauseNanos;
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  /// What the server holds at a moment.
  record Sample(
      double minute, long resident, long heap, int handles, int threads, long disk, long writes) {}

  Soak(Target target, int objects, int writers, int rate) {
    this.target = target;
    this.objects = objects;
    this.pauseNanos = TimeUnit.SECONDS.toNanos(writers) / Math.max(1, rate);
  }

  public static void main(String[] given) throws IOException, InterruptedException {
    var arguments = Arguments.of(given);
    System.out.println(Bench.machine());
    Path folder = Bench.folder(arguments);
    boolean flat;
    try (var server = ServerProcess.start(folder, List.of())) {
      int writers = arguments.number("writers", 4);
      var soak =
          new Soak(
              server.target(),
              arguments.number("objects", 2_000),
              writers,
              arguments.number("rate", 400));
      List<Sample> samples =
          soak.run(server, writers, arguments.number("minutes", 60), TimeUnit.MINUTES.toNanos(1));
      flat = isFlat(samples);
      System.out.printf(
          Locale.ROOT,
          "%,d writes, %,d failed; %s%n",
          soak.writes.get(),
          soak.failures.get(),
          flat ? "flat" : "it grows");
      flat = flat && soak.failures.get() == 0;
    }
    Bench.delete(folder);
    System.exit(flat ? 0 : 1);
  }

  /// Churns, and looks at the server once in a while.
  List<Sample> run(ServerProcess server, int writers, int samples, long every)
      throws IOException, InterruptedException {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < writers; i++) {
      int own = i;
      threads.add(Thread.ofVirtual().start(() -> churn(own, writers)));
    }
    threads.add(Thread.ofVirtual().start(this::read));
    var taken = new ArrayList<Sample>();
    System.out.println("minute  resident MB  heap MB  handles  threads  disk MB    writes");
    try {
      for (int i = 1; i <= samples; i++) {
        TimeUnit.NANOSECONDS.sleep(every);
        Sample sample = sample(server, i * (every / 60e9));
        taken.add(sample);
        System.out.printf(
            Locale.ROOT,
            "%6.1f  %11d  %7d  %7d  %7d  %7d  %8d%n",
            sample.minute(),
            sample.resident() >> 20,
            sample.heap() >> 20,
            sample.handles(),
            sample.threads(),
            sample.disk() >> 20,
            sample.writes());
      }
    } finally {
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return taken;
  }

  private Sample sample(ServerProcess server, double minute) throws IOException {
    ProcessFacts facts = server.facts();
    return new Sample(
        minute,
        facts.residentBytes(),
        heap(),
        facts.handles(),
        facts.threads(),
        Bench.bytesBelow(server.data().resolve("data")),
        writes.get());
  }

  /// The used heap, as the server's metrics tell it; 0 when they do not.
  private long heap() throws IOException {
    for (String line : Bench.get(target, "/metrics").split("\n")) {
      if (line.startsWith("jvm_memory_used_bytes{area=\"heap\"}")) {
        return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    return 0;
  }

  long failures() {
    return failures.get();
  }

  long writes() {
    return writes.get();
  }

  /// Makes, changes and deletes objects of its own, a window of them moving on and on.
  private void churn(int own, int writers) {
    int window = Math.max(1, objects / writers);
    long next = System.nanoTime();
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build()) {
      for (long n = 0; !over.get(); n++) {
        send(client, "POST", PATH, document(own, n, 1));
        send(client, "PUT", PATH + "/" + name(own, n), document(own, n, 2));
        if (n >= window) {
          send(client, "DELETE", PATH + "/" + name(own, n - window), "");
        }
        next += 3 * pauseNanos;
        long left = next - System.nanoTime();
        if (left > 0) {
          TimeUnit.NANOSECONDS.sleep(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Watches and lists, a while each.
  private void read() {
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build()) {
      while (!over.get()) {
        ask(client, PATH + "?watch=1&timeoutSeconds=2");
        ask(client, PATH + "?limit=500");
        ask(client, PATH + "?labelSelector=part%3D1");
      }
    }
  }

  private void ask(HttpClient client, String path) {
    try {
      long[] answer = OwnLoad.once(client, target, path);
      if (answer[0] != 200) {
        failed("GET", path, "status " + answer[0]);
      }
    } catch (IOException e) {
      failed("GET", path, e.toString());
    }
  }

  /// Counts a request that failed, and tells of the first ones.
  private void failed(String method, String path, String why) {
    if (failures.incrementAndGet() <= SHOWN_FAILURES) {
      System.out.printf(Locale.ROOT, "%s %s failed: %s%n", method, path, why);
    }
  }

  private static String name(int own, long number) {
    return "soak-" + own + "-" + number;
  }

  private static String document(int own, long number, int change) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\",\"labels\":{\"part\":\"%d\"}},\"data\":{\"change\":\"%d\",\"pad\":\"%s\"}}"
        .formatted(name(own, number), number % 10, change, "x".repeat(1_000));
  }

  private void send(HttpClient client, String method, String path, String body) {
    var request =
        ClientRequest.of(method, target.url().resolve(path))
            .withHeader("authorization", "Bearer " + target.token());
    if (!body.isEmpty()) {
      request = request.withBody("application/json", body.getBytes(StandardCharsets.UTF_8));
    }
    try (var answer = client.send(request)) {
      var unused = answer.readBody(1 << 20);
      writes.incrementAndGet();
      if (answer.status() >= 300) {
        failed(method, path, "status " + answer.status());
      }
    } catch (IOException e) {
      failed(method, path, e.toString());
    }
  }

  /// Whether nothing grew over the second half by more than a tenth, by the slope of a line through
  /// it. The first half fills caches, compiled code and the past that is kept.
  static boolean isFlat(List<Sample> samples) {
    List<Sample> half = samples.subList(samples.size() / 2, samples.size());
    return grown(half, Sample::resident) < 0.1
        && grown(half, sample -> sample.handles()) < 0.1
        && grown(half, sample -> sample.threads()) < 0.1
        && grown(half, Sample::disk) < 0.1;
  }

  interface Fact {
    double of(Sample sample);
  }

  /// How much a fact grew from the first to the last sample, as a share of its mean.
  static double grown(List<Sample> samples, Fact fact) {
    double meanTime = samples.stream().mapToDouble(Sample::minute).average().orElse(0);
    double mean = samples.stream().mapToDouble(fact::of).average().orElse(0);
    double above = 0;
    double below = 0;
    for (Sample sample : samples) {
      double time = sample.minute() - meanTime;
      above += time * (fact.of(sample) - mean);
      below += time * time;
    }
    if (below == 0 || mean == 0) {
      return 0;
    }
    double length = samples.getLast().minute() - samples.getFirst().minute();
    return above / below * length / mean;
  }
}
