package io.kubejar.server.extension;

import static java.lang.System.Logger.Level.WARNING;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionNames;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionSpec;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionStatus;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Time;
import io.kubejar.server.extension.custom.Conversion;
import io.kubejar.server.extension.custom.CustomResourceKind;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.CacheEvent;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.Subscription;
import io.kubejar.server.registry.WatchSink;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.store.ClosedException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Follows the definitions of custom resources and makes the server serve them.
///
/// One thread does all of it, so that what is served changes in one place. Each step depends on the
/// present state alone and can be repeated.
public final class CustomResources implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final CustomResourceDefinitionKind KIND =
      CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION;

  /// The name of no definition, which asks to look at all of them.
  private static final String ALL = "";

  private static final long RETRY_SECONDS = 1;
  private static final ListQuery NEWEST =
      new ListQuery(ListQuery.NEWEST, false, 0, "", null, false);

  /// What is served for a definition, and what it was made of.
  private record Served(
      String uid,
      CustomResourceDefinitionSpec spec,
      CustomResourceDefinitionNames names,
      boolean terminating,
      List<CustomResourceKind> kinds) {
    static Served of(
        CustomResourceDefinition definition,
        Function<CustomResourceDefinition, Conversion> conversions) {
      return new Served(
          definition.metadata().uid(),
          definition.spec(),
          definition.status().acceptedNames(),
          definition.metadata().deletionTimestamp() != null,
          CustomResourceKind.of(definition, conversions.apply(definition)));
    }

    boolean fits(CustomResourceDefinition definition) {
      return uid.equals(definition.metadata().uid())
          && terminating == (definition.metadata().deletionTimestamp() != null)
          && names.equals(definition.status().acceptedNames())
          && spec.equals(definition.spec());
    }
  }

  private final Registries registries;
  private final Registry<CustomResourceDefinition> definitions;
  private final Clock clock;
  private final Function<CustomResourceDefinition, Conversion> conversions;
  private final Cleanup cleanup;
  private final LinkedBlockingQueue<String> changed = new LinkedBlockingQueue<>();
  private final Map<String, Served> served = new HashMap<>();
  private final Thread thread;
  private volatile @Nullable Subscription<CustomResourceDefinition> subscription;
  private volatile boolean closed;

  public CustomResources(
      Registries registries,
      Clock clock,
      Function<CustomResourceDefinition, Conversion> conversions) {
    this.registries = registries;
    this.definitions = registries.of(KIND);
    this.clock = clock;
    this.conversions = conversions;
    this.cleanup = new Cleanup(registries, clock, changed::add);
    this.thread = Thread.ofVirtual().name("custom-resources").unstarted(this::run);
  }

  /// Serves what is defined already, and what will be from now on.
  public void start() {
    for (CustomResourceDefinition definition : follow()) {
      try {
        if (DefinitionStatus.is(definition.status(), DefinitionStatus.ESTABLISHED)) {
          serve(definition);
        }
      } catch (RuntimeException e) {
        warn(definition.metadata().name(), e);
      }
      changed.add(definition.metadata().name());
    }
    thread.start();
  }

  /// All definitions as they are stored, what this thread wrote just now included.
  private List<CustomResourceDefinition> all() {
    return definitions.list(Selection.all(""), NEWEST).objects().stream()
        .map(cached -> cached.object())
        .toList();
  }

  /// Subscribes to all changes; the definitions at the start of it.
  private List<CustomResourceDefinition> follow() {
    var sink =
        new WatchSink<CustomResourceDefinition>() {
          @Override
          public boolean event(
              CacheEvent<CustomResourceDefinition> event,
              CacheEvent.Seen<CustomResourceDefinition> seen) {
            return changed.add(seen.object().object().metadata().name());
          }

          @Override
          public void ended() {
            changed.add(ALL);
          }
        };
    var following = definitions.watch(Selection.all(""), NEWEST, sink);
    subscription = following;
    var present = following.initial().stream().map(cached -> cached.object()).toList();
    following.live();
    return present;
  }

  private void run() {
    while (!closed) {
      try {
        String name = changed.take();
        if (closed) {
          return;
        }
        if (name.equals(ALL)) {
          followAgain();
        } else {
          settle(name);
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void followAgain() throws InterruptedException {
    try {
      follow().forEach(definition -> changed.add(definition.metadata().name()));
      List.copyOf(served.keySet()).forEach(changed::add);
    } catch (ClosedException e) {
      closed = true;
    } catch (RuntimeException e) {
      if (closed) {
        return;
      }
      warn("all", e);
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
      changed.add(ALL);
    }
  }

  private void settle(String name) throws InterruptedException {
    try {
      var stored = definitions.find("", name);
      if (stored == null) {
        forget(name);
      } else {
        settle(stored.object());
      }
    } catch (ApiException e) {
      if (!e.isNotFound() && !closed) {
        // Another write came in between, or the store is away for a moment.
        TimeUnit.MILLISECONDS.sleep(e.isConflict() ? 1 : 1000 * RETRY_SECONDS);
        changed.add(name);
      }
    } catch (RuntimeException e) {
      warn(name, e);
    }
  }

  private void settle(CustomResourceDefinition definition) {
    if (definition.metadata().deletionTimestamp() != null) {
      if (DefinitionStatus.is(definition.status(), DefinitionStatus.ESTABLISHED)) {
        serve(definition);
      }
      Served known = served.get(definition.metadata().name());
      cleanup.proceed(definition, known == null ? List.of() : known.kinds());
      return;
    }
    Time now = new Time(clock.instant());
    CustomResourceDefinitionStatus status = DefinitionStatus.of(definition, all(), now);
    CustomResourceDefinition settled = definition.with(d -> d.status(status));
    // First it is served, then it is said to be.
    if (DefinitionStatus.is(status, DefinitionStatus.ESTABLISHED)) {
      serve(settled);
    }
    if (!status.equals(definition.status())) {
      definitions.change(
          Aspect.status(KIND),
          "",
          definition.metadata().name(),
          old ->
              old.with(
                  d -> d.status(status.with(s -> s.storedVersions(old.status().storedVersions())))),
          WriteContext.server());
    }
  }

  private void serve(CustomResourceDefinition definition) {
    String name = definition.metadata().name();
    Served known = served.get(name);
    if (known != null && known.fits(definition)) {
      return;
    }
    Served next = Served.of(definition, conversions);
    registries.serve(known == null ? List.of() : known.kinds(), next.kinds());
    served.put(name, next);
  }

  private void forget(String name) {
    cleanup.forget(name);
    Served known = served.remove(name);
    if (known == null) {
      return;
    }
    registries.serve(known.kinds(), List.of());
    // Names are free again that others may be waiting for.
    for (CustomResourceDefinition other : all()) {
      boolean waiting = !DefinitionStatus.is(other.status(), DefinitionStatus.NAMES_ACCEPTED);
      if (waiting && other.spec().group().equals(known.spec().group())) {
        changed.add(other.metadata().name());
      }
    }
  }

  private void warn(String name, RuntimeException e) {
    if (!closed) {
      LOG.log(WARNING, "cannot serve the custom resources " + name, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    var following = subscription;
    if (following != null) {
      following.close();
    }
    cleanup.close();
  }
}
