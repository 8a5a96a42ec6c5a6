package io.kubejar.cluster.testing;

import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.client.Client;
import io.kubejar.client.EventHandler;
import io.kubejar.client.Informer;
import io.kubejar.client.Resources;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.client.http.Servers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A program that creates, reads, changes, lists and follows config maps without a pause until its
/// input ends, against several servers, and then tells how it went:
///
/// ```
/// requests 5120
/// failed 2026-11-21T10:00:00Z create: …    a request that failed although it could be repeated
/// lost busy-17                             an acknowledged create that is not there
/// unseen busy-17                           … or that the watch never told of
/// twice busy-17                            … or told of twice
/// end
/// ```
///
/// With `hard` a server may be killed: a write whose answer was lost then is asked about.
public final class BusyClient {
  private static final String NAMESPACE = "default";
  private static final Map<String, String> LABELS = Map.of("app", "busy");
  private static final int WORKERS = 3;

  private final boolean hard;
  private final Resources<ConfigMap> maps;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentLinkedQueue<String> flaws = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();
  private volatile boolean ending;

  private interface Work<R> {
    R run();
  }

  /// @param arguments a kubeconfig, the servers with commas between them, `soft` or `hard`
  public static void main(String... arguments) throws Exception {
    Endpoint endpoint = Kubeconfig.read(Path.of(arguments[0])).endpoint();
    var servers = new Servers(Stream.of(arguments[1].split(",")).map(URI::create).toList());
    try (var transport = new HttpTransport(endpoint, servers, "busy")) {
      new BusyClient(new Client(transport), arguments[2].equals("hard")).run();
    }
  }

  private BusyClient(Client client, boolean hard) {
    this.hard = hard;
    this.maps = client.resources(CONFIG_MAP, NAMESPACE);
    this.informer =
        new Informer<>(
            client, CONFIG_MAP, NAMESPACE, ListOptions.builder().labelSelector("app=busy").build());
  }

  private final Informer<ConfigMap> informer;

  private void run() throws Exception {
    informer.addHandler(
        new EventHandler<>() {
          @Override
          public void added(ConfigMap map) {
            seen.merge(map.metadata().name(), 1, Integer::sum);
          }

          @Override
          public void updated(ConfigMap old, ConfigMap map) {}

          @Override
          public void deleted(ConfigMap map) {}
        });
    informer.start();
    informer.awaitSync(Duration.ofSeconds(30));
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(Thread.ofVirtual().start(this::work));
    }
    System.out.println("ready");
    System.in.readAllBytes();
    ending = true;
    for (Thread worker : workers) {
      worker.join();
    }
    report();
  }

  private void work() {
    while (!ending) {
      String name = "busy-" + numbers.incrementAndGet();
      ConfigMap map =
          ConfigMap.builder()
              .metadata(it -> it.name(name).namespace(NAMESPACE).labels(LABELS))
              .data(Map.of("turn", "1"))
              .build();
      if (attempt("create", () -> create(map)) == null) {
        continue;
      }
      created.add(name);
      attempt("get", () -> maps.get(name));
      attempt("update", () -> update(name));
      attempt(
          "list",
          () -> maps.list(ListOptions.builder().labelSelector("app=busy").limit(5).build()));
    }
  }

  private ConfigMap create(ConfigMap map) {
    try {
      return maps.create(map);
    } catch (ApiException e) {
      if (hard && e.isAlreadyExists()) {
        return map;
      }
      throw e;
    }
  }

  private ConfigMap update(String name) {
    return maps.update(maps.get(name).with(it -> it.data(Map.of("turn", "2"))));
  }

  /// Does some work; null when it failed. Where a server may be killed, an answer that did not come
  /// is asked for again, as every program has to that wants to know.
  private <R> R attempt(String what, Work<R> work) {
    for (int tried = 1; ; tried++) {
      requests.incrementAndGet();
      try {
        return work.run();
      } catch (ApiException e) {
        boolean lost = e.status().code() == 503 || e.isConflict();
        if (!hard || !lost || tried == 20) {
          flaws.add("failed " + Instant.now() + " " + what + ": " + e.getMessage());
          return null;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!seen.keySet().containsAll(created) && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    List<String> there =
        maps.list(ListOptions.builder().labelSelector("app=busy").build()).items().stream()
            .map(map -> map.metadata().name())
            .toList();
    for (String name : created) {
      if (!there.contains(name)) {
        flaws.add("lost " + name);
      }
      int times = seen.getOrDefault(name, 0);
      if (times != 1) {
        flaws.add((times == 0 ? "unseen " : "twice ") + name);
      }
    }
    System.out.println("requests " + requests);
    flaws.forEach(System.out::println);
    System.out.println("end");
    informer.close();
  }
}
