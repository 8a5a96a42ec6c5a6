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

/// The figures of what is stored, under upstream's names.
public final class StateMetrics {
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
