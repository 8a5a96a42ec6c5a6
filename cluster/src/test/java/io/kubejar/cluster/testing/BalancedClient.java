package io.kubejar.cluster.testing;

import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.http.ClientTls;
import io.kubejar.http.TlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A program with the manners of client-go, and kubectl beside it, that reach several servers
/// through a [Balancer] and work without a pause until its input ends:
///
/// - one connection of HTTP/2 for all requests; those that a server did not begin when it said
///   GOAWAY go to the next connection,
/// - what is refused with `Retry-After` is sent again, and so are reads whose connection broke,
/// - a write whose connection broke has failed.
///
/// It tells in the end how it went, as [BusyClient] does.
public final class BalancedClient {
  private static final int WORKERS = 4;
  private static final int TRIES = 10;

  private final HttpClient client;
  private final String base;
  private final String kubeconfig;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentLinkedQueue<String> flaws = new ConcurrentLinkedQueue<>();
  private volatile boolean ending;

  /// @param arguments a kubeconfig, the servers with commas between them
  public static void main(String... arguments) throws Exception {
    List<InetSocketAddress> servers =
        Stream.of(arguments[1].split(","))
            .map(URI::create)
            .map(it -> new InetSocketAddress(it.getHost(), it.getPort()))
            .toList();
    try (Balancer balancer = Balancer.start(servers);
        HttpClient client =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(tls(Kubeconfig.read(Path.of(arguments[0])).endpoint()))
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
      new BalancedClient(client, "https://127.0.0.1:" + balancer.port(), arguments[0]).run();
      client.shutdownNow();
    }
  }

  private static SSLContext tls(Endpoint endpoint) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    if (endpoint.tls().trust() instanceof ClientTls.Trust.Authorities(var certificates)) {
      for (var certificate : certificates) {
        trusted.setCertificateEntry("authority", certificate);
      }
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    TlsIdentity identity = endpoint.tls().identity().get();
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "own",
        identity.key(),
        new char[0],
        identity.chain().toArray(java.security.cert.Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private BalancedClient(HttpClient client, String base, String kubeconfig) {
    this.client = client;
    this.base = base;
    this.kubeconfig = kubeconfig;
  }

  private void run() throws Exception {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(Thread.ofVirtual().start(this::work));
    }
    workers.add(Thread.ofVirtual().start(this::kubectl));
    System.out.println("ready");
    System.in.readAllBytes();
    ending = true;
    for (Thread worker : workers) {
      worker.join();
    }
    System.out.println("requests " + requests);
    flaws.forEach(System.out::println);
    System.out.println("end");
  }

  private void work() {
    URI all = URI.create(base + "/api/v1/namespaces/default/configmaps");
    while (!ending) {
      String name = "balanced-" + numbers.incrementAndGet();
      String map =
          "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"},\"data\":{\"turn\":\"%d\"}}";
      URI one = URI.create(all + "/" + name);
      attempt("create " + name, write(all, "POST", map.formatted(name, 1)), 201);
      attempt("get " + name, HttpRequest.newBuilder(one).build(), 200);
      attempt("update " + name, write(one, "PUT", map.formatted(name, 2)), 200);
      attempt("list", HttpRequest.newBuilder(URI.create(all + "?limit=5")).build(), 200);
      attempt("delete " + name, HttpRequest.newBuilder(one).DELETE().build(), 200);
    }
  }

  private static HttpRequest write(URI uri, String method, String body) {
    return HttpRequest.newBuilder(uri)
        .method(method, BodyPublishers.ofString(body))
        .header("Content-Type", "application/json")
        .build();
  }

  private void attempt(String what, HttpRequest request, int wanted) {
    for (int tried = 1; ; tried++) {
      requests.incrementAndGet();
      String flaw;
      try {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() == wanted && response.version() == HttpClient.Version.HTTP_2) {
          return;
        }
        flaw = response.version() + " " + response.statusCode() + " " + response.body();
        var after = response.headers().firstValue("Retry-After");
        if (after.isPresent() && tried < TRIES) {
          TimeUnit.SECONDS.sleep(Long.parseLong(after.get()));
          continue;
        }
      } catch (IOException e) {
        flaw = String.valueOf(e);
        if (request.method().equals("GET") && tried < TRIES) {
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      flaws.add("failed " + Instant.now() + " " + what + ": " + flaw);
      return;
    }
  }

  private void kubectl() {
    for (int i = 1; !ending; i++) {
      kubectl("create", "configmap", "kubectl-" + i);
      kubectl("get", "configmap", "kubectl-" + i);
      kubectl("delete", "configmap", "kubectl-" + i);
    }
  }

  private void kubectl(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig, "--server", base));
    command.addAll(List.of(arguments));
    requests.incrementAndGet();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        flaws.add("failed " + Instant.now() + " kubectl " + List.of(arguments) + ": " + output);
      }
    } catch (IOException e) {
      flaws.add("kubectl can't be run: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
