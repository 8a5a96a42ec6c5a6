package io.kubejar.server.aggregation;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceCondition;
import io.kubejar.api.apiregistration.v1.APIServiceKind;
import io.kubejar.api.apiregistration.v1.ServiceReference;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Time;
import io.kubejar.http.TlsIdentity;
import io.kubejar.server.discovery.RemoteVersion;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.spi.ServiceResolver;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Another server that answers a group and version: whether it is there, and what it tells of
/// itself.
///
/// Its own thread looks every half minute, sooner after a failure, and at once when its service or
/// endpoints change.
final class Backend implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final Duration REGULARLY = Duration.ofSeconds(30);
  private static final APIServiceKind KIND = APIServiceKind.API_SERVICE;

  /// What all backends share.
  ///
  /// @param identity the certificate by which backends know this server
  /// @param told runs when a backend has told something new of itself
  record Surroundings(
      Registries registries,
      ServiceResolver services,
      Supplier<TlsIdentity> identity,
      Clock clock,
      Runnable told) {}

  private final Surroundings around;
  private final ServiceReference reference;
  private final BackendClient client;
  private final BackendProxy proxy;
  private final Availability availability;
  private final Semaphore due = new Semaphore(0);
  private final AtomicBoolean started = new AtomicBoolean();
  private final Thread thread;
  private volatile APIService service;
  private volatile BackendDocuments documents = BackendDocuments.NONE;
  private volatile boolean closed;

  Backend(APIService service, Surroundings around) {
    this.service = service;
    this.around = around;
    this.reference = Objects.requireNonNull(service.spec().service(), "the service of a backend");
    this.client = new BackendClient(service.spec(), around.services(), around.identity());
    this.proxy = new BackendProxy(this::isAvailable, client);
    this.availability = new Availability(around.registries(), around.services(), client);
    this.thread =
        Thread.ofVirtual().name("api-service-" + service.metadata().name()).unstarted(this::run);
  }

  /// Whether it is still what an API service describes.
  boolean fits(APIService other) {
    var spec = service.spec();
    var now = other.spec();
    return service.metadata().uid().equals(other.metadata().uid())
        && Objects.equals(spec.service(), now.service())
        && spec.caBundle().equals(now.caBundle())
        && spec.insecureSkipTLSVerify() == now.insecureSkipTLSVerify();
  }

  /// Takes the API service as it is now.
  void see(APIService now) {
    service = now;
  }

  void start() {
    if (!closed && started.compareAndSet(false, true)) {
      thread.start();
    }
  }

  /// `/apis/<group>/<version>`
  String path() {
    return client.path();
  }

  BackendProxy proxy() {
    return proxy;
  }

  /// Whether a service or a slice of endpoints is one of the backend's.
  static boolean isAt(Backend backend, ApiObject object) {
    var metadata = object.metadata();
    if (!metadata.namespace().equals(backend.reference.namespace())) {
      return false;
    }
    return switch (object) {
      case Service _ -> metadata.name().equals(backend.reference.name());
      case EndpointSlice _ ->
          backend.reference.name().equals(metadata.labels().get("kubernetes.io/service-name"));
      default -> false;
    };
  }

  void lookAgain() {
    due.release();
  }

  private boolean isAvailable() {
    return service.status().conditions().stream()
        .anyMatch(each -> each.type().equals("Available") && each.status().equals("True"));
  }

  /// What discovery and OpenAPI say of it.
  RemoteVersion shown() {
    var spec = service.spec();
    return new RemoteVersion(
        spec.group(),
        spec.version(),
        spec.groupPriorityMinimum(),
        spec.versionPriority(),
        isAvailable(),
        documents.discovery(),
        documents.openApi3(),
        documents.openApi2());
  }

  private void run() {
    long failures = 0;
    try {
      while (!closed) {
        boolean available = false;
        try {
          Availability.Verdict verdict = availability.of(reference);
          available = verdict.available();
          tell(verdict);
          if (available) {
            ask();
          }
        } catch (ApiException e) {
          LOG.log(DEBUG, "{0}: {1}", thread.getName(), e.getMessage());
        } catch (RuntimeException e) {
          if (!closed) {
            LOG.log(WARNING, thread.getName(), e);
          }
        }
        failures = available ? 0 : failures + 1;
        long wait =
            available
                ? REGULARLY.toMillis()
                : Math.min(REGULARLY.toMillis(), 500L << Math.min(failures, 10));
        if (due.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
          due.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private void tell(Availability.Verdict verdict) {
    String uid = service.metadata().uid();
    around
        .registries()
        .of(KIND)
        .change(
            Aspect.status(KIND),
            "",
            service.metadata().name(),
            old ->
                old.metadata().uid().equals(uid)
                    ? verdict.in(old, new Time(around.clock().instant()))
                    : old,
            WriteContext.server());
  }

  private void ask() {
    BackendDocuments now = documents.refreshed(client, service.spec());
    if (!now.equals(documents)) {
      documents = now;
      around.told().run();
    }
  }

  /// The condition of an API service.
  static @Nullable APIServiceCondition condition(APIService service) {
    return service.status().conditions().stream()
        .filter(each -> each.type().equals("Available"))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    client.close();
  }
}
