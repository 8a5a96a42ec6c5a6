package io.kubejar.server.bootstrap;

import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.kind.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The API services of the versions that this server answers itself.
///
/// Those of versions that are on by default are among the [BootstrapObject]s; here are those of the
/// others, as far as they are served.
final class VersionServices {
  private static final String KEPT_BY = "kube-aggregator.kubernetes.io/automanaged";

  /// How much clients should prefer a group and a version of it.
  private record Priority(int group, int version) {}

  private static final Map<String, Priority> PRIORITIES =
      Map.ofEntries(
          Map.entry("v1beta1.admissionregistration.k8s.io", new Priority(16700, 12)),
          Map.entry("v1alpha1.admissionregistration.k8s.io", new Priority(16700, 9)),
          Map.entry("v1beta1.certificates.k8s.io", new Priority(17300, 9)),
          Map.entry("v1alpha1.certificates.k8s.io", new Priority(17300, 1)),
          Map.entry("v1beta1.coordination.k8s.io", new Priority(16500, 12)),
          Map.entry("v1alpha2.coordination.k8s.io", new Priority(16500, 9)),
          Map.entry("v1alpha1.internal.apiserver.k8s.io", new Priority(16000, 9)),
          Map.entry("v1beta1.networking.k8s.io", new Priority(17200, 12)),
          Map.entry("v1beta2.resource.k8s.io", new Priority(16200, 15)),
          Map.entry("v1beta1.resource.k8s.io", new Priority(16200, 9)),
          Map.entry("v1alpha3.resource.k8s.io", new Priority(16200, 1)),
          Map.entry("v1alpha2.scheduling.k8s.io", new Priority(16600, 9)),
          Map.entry("v1beta1.storage.k8s.io", new Priority(16800, 9)),
          Map.entry("v1beta1.storagemigration.k8s.io", new Priority(16000, 9)));

  private final Map<String, APIService> optional = new LinkedHashMap<>();
  private final Map<String, Boolean> served = new LinkedHashMap<>();

  /// @param kinds the kinds that are served
  VersionServices(List<Kind<?>> kinds) {
    for (Kind<?> kind : kinds) {
      String group = kind.names().group();
      String version = kind.names().version();
      String name = version + "." + group;
      served.put(name, true);
      Priority priority = PRIORITIES.get(name);
      if (priority != null) {
        optional.computeIfAbsent(name, _ -> service(name, group, version, priority));
      }
    }
  }

  private static APIService service(String name, String group, String version, Priority priority) {
    return APIService.builder()
        .metadata(it -> it.name(name).labels(Map.of(KEPT_BY, "onstart")))
        .spec(
            it ->
                it.group(group)
                    .version(version)
                    .groupPriorityMinimum(priority.group())
                    .versionPriority(priority.version()))
        .build();
  }

  /// The services of versions that are off by default and served.
  List<APIService> optional() {
    return List.copyOf(optional.values());
  }

  /// Whether a version with a service is served.
  boolean serves(APIService service) {
    return served.containsKey(service.metadata().name());
  }

  /// Whether a service that is there says of this server what it does not do any more.
  boolean isOutdated(APIService service) {
    return "onstart".equals(service.metadata().labels().get(KEPT_BY)) && !serves(service);
  }
}
