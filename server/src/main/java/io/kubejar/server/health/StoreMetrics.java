package io.kubejar.server.health;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/// The figures of calls of a store by resource, under upstream's names.
final class StoreMetrics {
  private static final double[] SECONDS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30,
    45, 60
  };
  private static final String REGISTRY = "/registry/";

  /// What is asked of a store.
  enum Operation {
    GET,
    LIST,
    COUNT,
    CREATE,
    UPDATE,
    DELETE;

    private final String text = name().toLowerCase(Locale.ROOT);
  }

  private final Metrics.Counter requests;
  private final Metrics.Counter errors;
  private final Metrics.Histogram durations;
  private final Metrics.Counter lists;
  private final Metrics.Counter fetched;
  private final Metrics.Counter evaluated;
  private final Metrics.Counter returned;
  private final Metrics.Counter received;
  private final Map<String, Resource> prefixes = new HashMap<>();
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /// What is kept below a prefix of the store.
  record Resource(String group, String plural) {
    /// What is none of the API's objects, such as leases of servers and ranges of ports.
    static final Resource OTHER = new Resource("", "other");
  }

  /// Calls of one sort for one resource.
  record Calls(LongAdder total, LongAdder failures, Metrics.Histogram.Series durations) {
    void ended(long nanos, boolean well) {
      total.increment();
      durations.observe(nanos / 1e9);
      if (!well) {
        failures.increment();
      }
    }
  }

  /// The figures of a resource.
  private record Kept(Resource resource, AtomicReferenceArray<Calls> calls) {
    Kept(Resource resource) {
      this(resource, new AtomicReferenceArray<>(Operation.values().length));
    }
  }

  StoreMetrics(Metrics metrics) {
    requests =
        metrics.counter(
            "etcd_requests_total", "Calls of the store.", "group", "operation", "resource");
    errors =
        metrics.counter(
            "etcd_request_errors_total",
            "Calls of the store that failed.",
            "group",
            "operation",
            "resource");
    durations =
        metrics.histogram(
            "etcd_request_duration_seconds",
            "How long calls of the store took.",
            SECONDS,
            "group",
            "operation",
            "resource");
    lists =
        metrics.counter(
            "apiserver_storage_list_total", "Lists read from the store.", "group", "resource");
    fetched =
        metrics.counter(
            "apiserver_storage_list_fetched_objects_total",
            "Objects read from the store in lists.",
            "group",
            "resource");
    evaluated =
        metrics.counter(
            "apiserver_storage_list_evaluated_objects_total",
            "Objects of lists read from the store that were looked at.",
            "group",
            "resource");
    returned =
        metrics.counter(
            "apiserver_storage_list_returned_objects_total",
            "Objects of lists read from the store that were handed on.",
            "group",
            "resource");
    received =
        metrics.counter(
            "apiserver_storage_events_received_total",
            "Changes that the store told of.",
            "group",
            "resource");
    BuiltInKinds.ALL.forEach(this::know);
    OptionalKinds.ALL.forEach(this::know);
  }

  private void know(Kind<?> kind) {
    Names names = kind.names();
    if (!names.storagePrefix().isEmpty()) {
      prefixes.putIfAbsent(names.storagePrefix(), new Resource(names.group(), names.plural()));
    }
  }

  Calls calls(String key, Operation operation) {
    Kept of = kept(key);
    Calls known = of.calls().get(operation.ordinal());
    if (known == null) {
      Resource resource = of.resource();
      known =
          new Calls(
              requests.series(resource.group(), operation.text, resource.plural()),
              errors.series(resource.group(), operation.text, resource.plural()),
              durations.series(resource.group(), operation.text, resource.plural()));
      of.calls().set(operation.ordinal(), known);
    }
    return known;
  }

  void listed(String key, int count) {
    Resource resource = kept(key).resource();
    lists.add(resource.group(), resource.plural());
    fetched.add(count, resource.group(), resource.plural());
    evaluated.add(count, resource.group(), resource.plural());
    returned.add(count, resource.group(), resource.plural());
  }

  /// Where the changes of keys are counted.
  LongAdder events(String key) {
    Resource resource = kept(key).resource();
    return received.series(resource.group(), resource.plural());
  }

  /// The figures of what a key, or the first of some keys, belongs to: by its first part, or by two
  /// where the first is a group.
  private Kept kept(String key) {
    if (!key.startsWith(REGISTRY)) {
      return known("");
    }
    int end = key.indexOf('/', REGISTRY.length());
    if (end < 0) {
      return known("");
    }
    Kept plain = kept.get(key.substring(0, end + 1));
    if (plain != null) {
      return plain;
    }
    String first = key.substring(0, end + 1);
    if (prefixes.containsKey(first)) {
      return known(first);
    }
    int second = key.indexOf('/', end + 1);
    return known(second < 0 ? "" : key.substring(0, second + 1));
  }

  private Kept known(String prefix) {
    Kept found = kept.get(prefix);
    return found != null ? found : kept.computeIfAbsent(prefix, each -> new Kept(resource(each)));
  }

  private Resource resource(String prefix) {
    Resource builtIn = prefixes.get(prefix);
    if (builtIn != null) {
      return builtIn;
    }
    String[] parts = prefix.split("/");
    return parts.length == 4 && parts[2].indexOf('.') > 0
        ? new Resource(parts[2], parts[3])
        : Resource.OTHER;
  }
}
