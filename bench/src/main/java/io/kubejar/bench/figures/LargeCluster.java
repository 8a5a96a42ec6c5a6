package io.kubejar.bench.figures;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import io.kubejar.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// What a large cluster at rest takes: nodes, deployments and their running pods are put into the
/// store; then the API server, all controllers and the scheduler start on them in one process. The
/// nodes are no agents: this program renews their leases.
///
/// Arguments: `--pods` (150000), `--nodes` (5000), `--replicas` of a deployment (100), `--beat`
/// seconds between two renewals of a lease (20), `--rest` the most seconds to wait for rest (240),
/// `--jvm` options for the JVM besides the usual ones.
public final class LargeCluster {
  private static final int OBJECTS_AT_ONCE = 100;
  private static final Duration LOOKS = Duration.ofSeconds(5);

  /// How often in a row it has to be found at rest.
  private static final int LOOKS_AT_REST = 4;

  /// How much of one processor a process uses that rests.
  private static final double RESTS = 0.4;

  private final int pods;
  private final int nodes;
  private final int replicas;
  private final Arguments arguments;
  private final List<String> jvm;

  private LargeCluster(Arguments arguments) {
    this.arguments = arguments;
    this.pods = arguments.number("pods", 150_000);
    this.nodes = arguments.number("nodes", 5_000);
    this.replicas = arguments.number("replicas", 100);
    String options = arguments.text("jvm", "");
    this.jvm = options.isEmpty() ? List.of() : List.of(options.split(" "));
  }

  public static void main(String[] given) throws IOException, InterruptedException {
    new LargeCluster(Arguments.of(given)).run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.println(Bench.machine());
    Path folder = Bench.folder(arguments);
    try (var empty = ServerProcess.startWhole(folder, jvm)) {
      System.out.printf(
          Locale.ROOT,
          "empty: ready after %d ms, %d MB resident%n",
          empty.ready().toMillis(),
          empty.facts().residentMegabytes());
    }
    fill(folder.resolve("data/store"));
    for (String time : List.of("first start", "second start")) {
      try (var cluster = ServerProcess.startWhole(folder, jvm)) {
        System.out.printf(Locale.ROOT, "%s: ready after %d ms%n", time, cluster.ready().toMillis());
        Thread beats = Thread.ofVirtual().start(() -> beat(cluster.target()));
        rest(cluster, time);
        beats.interrupt();
        beats.join();
      }
    }
    Bench.delete(folder);
  }

  private void fill(Path data) throws InterruptedException {
    var objects = new LargeClusterObjects(nodes, replicas);
    long begin = System.nanoTime();
    var bytes = new AtomicLong();
    try (Store store = EmbeddedStore.open(data)) {
      var batch = new ArrayList<Transaction.Operation>(OBJECTS_AT_ONCE);
      objects.all(
          pods,
          (key, value) -> {
            byte[] json = value.getBytes(StandardCharsets.UTF_8);
            bytes.addAndGet(json.length);
            batch.add(new Transaction.Put(key, json, 0));
            if (batch.size() == OBJECTS_AT_ONCE) {
              var unused = store.commit(new Transaction(List.of(), List.copyOf(batch)));
              batch.clear();
            }
          });
      var unused = store.commit(new Transaction(List.of(), List.copyOf(batch)));
    }
    System.out.printf(
        Locale.ROOT,
        "%,d pods on %,d nodes put into the store in %.1f s, %d MB%n",
        pods,
        nodes,
        (System.nanoTime() - begin) / 1e9,
        bytes.get() >> 20);
  }

  /// Waits until hardly anything runs, and says what is resident then and a minute later.
  private void rest(ServerProcess cluster, String time) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long deadline = begin + Duration.ofSeconds(arguments.number("rest", 240)).toNanos();
    long most = 0;
    double share = 1;
    int restful = 0;
    while (restful < LOOKS_AT_REST && System.nanoTime() < deadline) {
      long before = cluster.facts().cpuMillis();
      Thread.sleep(LOOKS);
      var facts = cluster.facts();
      share = (facts.cpuMillis() - before) / (double) LOOKS.toMillis();
      restful = share > RESTS ? 0 : restful + 1;
      most = Math.max(most, facts.residentMegabytes());
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %s after %.0f s at %.0f %% of a processor, %d MB resident then, %d MB at the most%n",
        time,
        restful < LOOKS_AT_REST ? "no rest" : "at rest",
        (System.nanoTime() - begin) / 1e9,
        share * 100,
        cluster.facts().residentMegabytes(),
        most);
    long before = cluster.facts().cpuMillis();
    Thread.sleep(Duration.ofMinutes(1));
    System.out.printf(
        Locale.ROOT,
        "%s: a minute later %d MB resident, %.1f %% of a processor meanwhile, %,d pods%n",
        time,
        cluster.facts().residentMegabytes(),
        (cluster.facts().cpuMillis() - before) / 600.0,
        Bench.pods(cluster.target()));
  }

  /// Renews the leases of all nodes, over and over.
  private void beat(Target target) {
    long each = Duration.ofSeconds(arguments.number("beat", 20)).toNanos() / nodes;
    try (var client = HttpClient.builder().tls(ClientTls.insecure()).build()) {
      long next = System.nanoTime();
      for (int i = 0; !Thread.currentThread().isInterrupted(); i = (i + 1) % nodes) {
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        next += each;
        String path =
            "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/"
                + LargeClusterObjects.node(i);
        String body = "{\"spec\":{\"renewTime\":\"%s\"}}".formatted(now());
        var request =
            ClientRequest.of("PATCH", target.url().resolve(path))
                .withHeader("authorization", "Bearer " + target.token())
                .withBody("application/merge-patch+json", body.getBytes(StandardCharsets.UTF_8));
        try (var answer = client.send(request)) {
          if (answer.status() != 200) {
            System.out.println("a lease was not renewed: " + answer.status());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        System.out.println("leases are no longer renewed: " + e.getMessage());
      }
    }
  }

  /// With six digits after the second, as leases have them.
  private static String now() {
    Instant now = Instant.now();
    return now.toString().substring(0, 19) + ".%06dZ".formatted(now.getNano() / 1_000);
  }
}
