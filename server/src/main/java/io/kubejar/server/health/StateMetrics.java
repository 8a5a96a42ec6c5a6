package io.kubejar.server.health;

import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceKind;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The figures of what is stored, under upstream's names.
public final class StateMetrics {
  private static final List<String> BY_RESOURCE = List.of("group", "resource");

  private StateMetrics() {}

  public static void register(Metrics metrics, Registries registries, Store store) {
    metrics.samples(
        "apiserver_storage_objects",
        "Objects that are stored, by resource.",
        List.of("resource"),
        () -> {
          Map<List<String>, Double> counts = new HashMap<>();
          for (Registry<?> each : registries.all()) {
            counts.putIfAbsent(
                List.of(each.kind().names().qualifiedResource()), (double) each.count());
          }
          return counts;
        });
    metrics.samples(
        "apiserver_resource_objects",
        "Objects that are stored, by group and resource.",
        List.of("group", "resource"),
        () -> {
          Map<List<String>, Double> counts = new HashMap<>();
          for (Registry<?> each : registries.all()) {
            var names = each.kind().names();
            counts.putIfAbsent(List.of(names.group(), names.plural()), (double) each.count());
          }
          return counts;
        });
    metrics.gauge(
        "apiserver_storage_size_bytes",
        "The size of the store.",
        () -> size(store),
        List.of("storage_cluster_id"),
        List.of("etcd-0"));
    metrics.gauge(
        "apiserver_storage_db_total_size_in_bytes",
        "The size of the store, under an older name.",
        () -> size(store),
        List.of("endpoint"),
        List.of("etcd-0"));
    caches(metrics, registries);
    metrics.gauge(
        "kubejar_store_read_only",
        "Whether the store refuses writes, as on a full or failing disk.",
        () -> store.failure().isPresent() ? 1 : 0);
    metrics.samples(
        "aggregator_unavailable_apiservice",
        "Whether an API service is unavailable (1) or not (0).",
        List.of("name"),
        () -> {
          Map<List<String>, Double> states = new HashMap<>();
          for (APIService service : registries.list(APIServiceKind.API_SERVICE, "")) {
            states.put(List.of(service.metadata().name()), isAvailable(service) ? 0.0 : 1.0);
          }
          return states;
        });
  }

  /// The figures of the caches that lists and watches are answered from.
  private static void caches(Metrics metrics, Registries registries) {
    metrics.samples(
        "apiserver_watch_cache_resource_version",
        "The newest revision that the cache of a resource knows.",
        BY_RESOURCE,
        () -> ofCaches(registries, figures -> figures.revision()));
    metrics.samples(
        "watch_cache_capacity",
        "How many changes the cache of a resource remembers.",
        BY_RESOURCE,
        () -> ofCaches(registries, figures -> figures.capacity()));
    metrics.counts(
        "apiserver_watch_cache_events_received_total",
        "Changes that the cache of a resource took.",
        BY_RESOURCE,
        () -> ofCaches(registries, figures -> figures.changes()));
    metrics.counts(
        "apiserver_watch_cache_events_dispatched_total",
        "Changes that the cache of a resource handed to those who watch.",
        BY_RESOURCE,
        () -> ofCaches(registries, figures -> figures.changes()));
    metrics.counts(
        "apiserver_watch_cache_initializations_total",
        "How often the cache of a resource was filled from the store.",
        BY_RESOURCE,
        () -> ofCaches(registries, figures -> figures.fills()));
  }

  private static Map<List<String>, Double> ofCaches(
      Registries registries, ToLongFunction<Registry.CacheFigures> figure) {
    Map<List<String>, Double> values = new HashMap<>();
    for (Registry<?> each : registries.all()) {
      var names = each.kind().names();
      values.putIfAbsent(
          List.of(names.group(), names.plural()), (double) figure.applyAsLong(each.cacheFigures()));
    }
    return values;
  }

  private static double size(Store store) {
    try {
      return store.size();
    } catch (StoreException e) {
      return Double.NaN;
    }
  }

  private static boolean isAvailable(APIService service) {
    return service.status().conditions().stream()
        .anyMatch(each -> each.type().equals("Available") && each.status().equals("True"));
  }
}
