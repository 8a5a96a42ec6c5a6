package io.kubejar.server.aggregation;

import static java.lang.System.Logger.Level.WARNING;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceKind;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Time;
import io.kubejar.http.TlsIdentity;
import io.kubejar.server.discovery.RemoteVersion;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.CacheEvent;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.Subscription;
import io.kubejar.server.registry.WatchSink;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.rest.Route;
import io.kubejar.server.spi.ServiceResolver;
import io.kubejar.store.ClosedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Follows the API services and answers for those that are another server's.
///
/// One thread looks at all of them whenever one has changed; each backend has a thread of its own.
public final class Aggregation implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final ListQuery NEWEST =
      new ListQuery(ListQuery.NEWEST, false, 0, "", null, false);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final int RETRY_SECONDS = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Registries registries;
  private final Backend.Surroundings surroundings;
  private final Registration registration;
  private final Map<String, Backend> backends = new ConcurrentHashMap<>();
  private final Map<Kind<?>, Subscription<?>> following = new ConcurrentHashMap<>();
  private final Semaphore changed = new Semaphore(0);
  private final Thread thread;
  private volatile Map<String, Backend> byPath = Map.of();
  private volatile List<RemoteVersion> remote = List.of();
  private volatile boolean closed;

  /// @param identity the certificate by which backends know this server
  public Aggregation(Registries registries, Supplier<TlsIdentity> identity, Clock clock) {
    this.registries = registries;
    this.surroundings =
        new Backend.Surroundings(
            registries, new ServiceResolver(registries), identity, clock, this::show);
    this.registration = new Registration(registries);
    this.thread = Thread.ofVirtual().name("api-services").unstarted(this::run);
  }

  /// Serves what is registered already, and what will be from now on.
  public void start() {
    settle();
    thread.start();
  }

  /// The versions that other servers answer; another list when anything has changed.
  public List<RemoteVersion> remote() {
    return remote;
  }

  /// The routes to other servers, to come before those of discovery.
  public List<Route> routes() {
    return List.of(
        new Route(
            "/apis/",
            true,
            METHODS,
            context -> required(context.exchange().path()).proxy().handle(context),
            path -> backend(path) != null),
        Route.when(
            "/openapi/v3/apis/",
            path -> backend(path.substring("/openapi/v3".length())) != null,
            context ->
                required(context.exchange().path().substring("/openapi/v3".length()))
                    .proxy()
                    .handle(context)));
  }

  /// The backend that answers a path; null when it is none of theirs.
  private @Nullable Backend backend(String path) {
    Map<String, Backend> known = byPath;
    if (known.isEmpty()) {
      return null;
    }
    int group = path.indexOf('/', "/apis/".length());
    if (group < 0) {
      return null;
    }
    int version = path.indexOf('/', group + 1);
    return known.get(version < 0 ? path : path.substring(0, version));
  }

  private Backend required(String path) {
    Backend backend = backend(path);
    if (backend == null) {
      throw io.kubejar.server.spi.Failures.noSuchPath();
    }
    return backend;
  }

  private void run() {
    while (!closed) {
      try {
        changed.acquire();
        changed.drainPermits();
        if (!closed) {
          settle();
        }
      } catch (InterruptedException _) {
        return;
      } catch (ClosedException _) {
        return;
      } catch (RuntimeException e) {
        if (closed) {
          return;
        }
        LOG.log(WARNING, "cannot settle the API services", e);
        try {
          TimeUnit.SECONDS.sleep(RETRY_SECONDS);
        } catch (InterruptedException _) {
          return;
        }
        changed.release();
      }
    }
  }

  /// Brings everything up to what is stored.
  private void settle() {
    follow(APIServiceKind.API_SERVICE, (_, _) -> true);
    follow(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION, (_, _) -> true);
    List<APIService> services =
        registries.of(APIServiceKind.API_SERVICE).list(Selection.all(""), NEWEST).objects().stream()
            .map(cached -> cached.object())
            .toList();
    Map<String, APIService> delegated = new HashMap<>();
    for (APIService service : services) {
      if (service.spec().service() != null && !service.spec().group().isEmpty()) {
        delegated.put(service.metadata().name(), service);
      }
    }
    if (!delegated.isEmpty()) {
      follow(ServiceKind.SERVICE, Backend::isAt);
      follow(EndpointSliceKind.ENDPOINT_SLICE, Backend::isAt);
    }
    backends
        .entrySet()
        .removeIf(
            entry -> {
              APIService now = delegated.get(entry.getKey());
              boolean stays = now != null && entry.getValue().fits(now);
              if (!stays) {
                entry.getValue().close();
              }
              return !stays;
            });
    delegated.forEach(
        (name, service) ->
            backends.computeIfAbsent(name, _ -> new Backend(service, surroundings)).see(service));
    Map<String, Backend> paths = new HashMap<>();
    backends.values().forEach(backend -> paths.put(backend.path(), backend));
    byPath = Map.copyOf(paths);
    show();
    backends.values().forEach(Backend::start);
    registration.settle(services);
    services.stream().filter(each -> each.spec().service() == null).forEach(this::local);
  }

  /// What is answered here is always available, also when another server did so before.
  private void local(APIService service) {
    Time now = new Time(surroundings.clock().instant());
    if (Availability.Verdict.LOCAL.in(service, now).equals(service)) {
      return;
    }
    try {
      registries
          .of(APIServiceKind.API_SERVICE)
          .change(
              Aspect.status(APIServiceKind.API_SERVICE),
              "",
              service.metadata().name(),
              old -> old.spec().service() == null ? Availability.Verdict.LOCAL.in(old, now) : old,
              WriteContext.server());
    } catch (ApiException e) {
      if (!e.isConflict() && !e.isNotFound()) {
        throw e;
      }
    }
  }

  /// Tells discovery and OpenAPI what there is now.
  private synchronized void show() {
    List<RemoteVersion> now =
        byPath.values().stream()
            .map(Backend::shown)
            .sorted(
                Comparator.comparing(RemoteVersion::group).thenComparing(RemoteVersion::version))
            .toList();
    if (!now.equals(remote)) {
      remote = now;
    }
  }

  /// Follows the objects of a kind, if that is not done yet. Changes of API services and
  /// definitions are looked at here, changes of others by the backends they concern.
  private <T extends ApiObject> void follow(
      Kind<T> kind, BiPredicate<Backend, ApiObject> concerns) {
    if (following.containsKey(kind) || closed) {
      return;
    }
    var over = new AtomicBoolean();
    boolean own = kind != ServiceKind.SERVICE && kind != EndpointSliceKind.ENDPOINT_SLICE;
    var sink =
        new WatchSink<T>() {
          @Override
          public boolean event(CacheEvent<T> event, CacheEvent.Seen<T> seen) {
            if (own) {
              changed.release();
            } else {
              T object = seen.object().object();
              for (Backend backend : backends.values()) {
                if (concerns.test(backend, object)) {
                  backend.lookAgain();
                }
              }
            }
            return true;
          }

          @Override
          public void ended() {
            over.set(true);
            following.remove(kind);
            backends.values().forEach(Backend::lookAgain);
            changed.release();
          }
        };
    var subscription = registries.of(kind).watch(Selection.all(""), NEWEST, sink);
    following.put(kind, subscription);
    // It may have ended before it was known here.
    if (over.get()) {
      following.remove(kind, subscription);
      changed.release();
      return;
    }
    if (closed) {
      subscription.close();
      return;
    }
    subscription.live();
  }

  private void join() {
    try {
      if (!thread.join(PATIENCE)) {
        LOG.log(WARNING, "the thread of the API services does not end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    if (thread.getState() != Thread.State.NEW) {
      join();
    }
    List.copyOf(following.values()).forEach(Subscription::close);
    backends.values().forEach(Backend::close);
  }
}
