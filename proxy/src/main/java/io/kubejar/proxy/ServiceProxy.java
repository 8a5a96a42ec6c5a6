package io.kubejar.proxy;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.client.Backoff;
import io.kubejar.client.EventHandler;
import io.kubejar.client.Informer;
import io.kubejar.client.Informers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Keeps the kernel's rules in step with services and their endpoints.
///
/// Changes only raise a flag; one thread works out the rules that are wanted now and applies the
/// difference. When the kernel refuses, the whole table is made anew, after a wait that grows.
public final class ServiceProxy implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.proxy");
  private static final String BY_SERVICE = "proxy-service";
  private static final Duration GATHER = Duration.ofMillis(20);

  private final ProxySettings settings;
  private final Nftables kernel;
  private final Informer<Service> services;
  private final Informer<EndpointSlice> slices;
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;

  /// A proxy over informers that have not been started yet.
  public ServiceProxy(Informers informers, ProxySettings settings) {
    this.settings = settings;
    this.kernel = new Nftables(settings.table());
    this.services = informers.of(ServiceKind.SERVICE).addHandler(new Flag<>());
    this.slices =
        informers
            .of(EndpointSliceKind.ENDPOINT_SLICE)
            .index(BY_SERVICE, slice -> List.of(serviceOf(slice)))
            .addHandler(new Flag<>());
    this.thread = Thread.ofPlatform().daemon().name("service-proxy").unstarted(this::run);
  }

  private static String serviceOf(EndpointSlice slice) {
    String service = slice.metadata().labels().get("kubernetes.io/service-name");
    return slice.metadata().namespace() + "/" + (service == null ? "" : service);
  }

  public ServiceProxy start() {
    thread.start();
    return this;
  }

  private void run() {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    Ruleset applied = null;
    try {
      allowNodePortsOnLoopback();
      while (!services.awaitSync(Duration.ofSeconds(10))
          || !slices.awaitSync(Duration.ofSeconds(10))) {
        LOG.log(Level.INFO, "waiting for services and endpoint slices");
      }
      while (true) {
        Ruleset wanted = wanted();
        try {
          if (applied == null) {
            kernel.replace(wanted);
          } else {
            kernel.change(applied, wanted);
            forgetDatagrams(applied, wanted);
          }
          applied = wanted;
          backoff.reset();
        } catch (IOException e) {
          LOG.log(Level.WARNING, "rules not applied, they are made anew: {0}", e.getMessage());
          applied = null;
          Thread.sleep(backoff.next());
          continue;
        }
        changes.acquire();
        Thread.sleep(GATHER);
        changes.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Ruleset wanted() {
    ServiceRules rules = new ServiceRules(settings);
    for (Service service : services.lister().list()) {
      String key = service.metadata().namespace() + "/" + service.metadata().name();
      rules.add(service, slices.lister().byIndex(BY_SERVICE, key));
    }
    return rules.ruleset();
  }

  /// Lets `127.0.0.1:nodePort` reach pods; the table's guard keeps others off loopback addresses.
  private static void allowNodePortsOnLoopback() {
    try {
      Files.writeString(Path.of("/proc/sys/net/ipv4/conf/all/route_localnet"), "1");
      Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
    } catch (IOException e) {
      LOG.log(Level.WARNING, "kernel setting not changed: {0}", e.getMessage());
    }
  }

  /// Datagrams have no connection's end: the kernel would send them to a gone endpoint for long.
  private static void forgetDatagrams(Ruleset from, Ruleset to) throws InterruptedException {
    Set<String> before = ServiceRules.datagramServices(from);
    for (String key : before) {
      String chain = from.services().get(key);
      boolean same =
          chain != null
              && chain.equals(to.services().get(key))
              && Objects.equals(rules(from, chain), rules(to, chain));
      if (same) {
        continue;
      }
      String[] parts = key.split(" \\. ");
      try {
        new ProcessBuilder(
                "conntrack", "-D", "-p", "udp", "--orig-dst", parts[0], "--dport", parts[2])
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "conntrack can't be run: {0}", e.getMessage());
      }
    }
  }

  private static @Nullable List<String> rules(Ruleset rules, String verdict) {
    return rules.chains().get(verdict.substring("goto ".length()));
  }

  /// Stops; the rules stay, so that services go on working while the proxy is away.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes the rules out of the kernel.
  public static void removeRules(String table) throws IOException, InterruptedException {
    new Nftables(table).remove();
  }

  private final class Flag<T> implements EventHandler<T> {
    @Override
    public void added(T object) {
      changes.release();
    }

    @Override
    public void updated(T old, T object) {
      changes.release();
    }

    @Override
    public void deleted(T object) {
      changes.release();
    }
  }
}
