package io.kubejar.server.aggregation;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceKind;
import io.kubejar.api.apiregistration.v1.APIServiceSpec;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.server.registry.ListQuery;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.Selection;
import io.kubejar.server.registry.WriteContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Registers the versions of custom resources as API services of this server, and takes those back
/// that are served no more. What others registered under the same name stays as it is.
final class Registration {
  private static final String MANAGED = "kube-aggregator.kubernetes.io/automanaged";
  private static final String ALWAYS = "true";
  private static final int GROUP_PRIORITY = 1000;
  private static final int VERSION_PRIORITY = 100;
  private static final ListQuery NEWEST =
      new ListQuery(ListQuery.NEWEST, false, 0, "", null, false);

  private final Registry<APIService> services;
  private final Registry<CustomResourceDefinition> definitions;

  Registration(Registries registries) {
    this.services = registries.of(APIServiceKind.API_SERVICE);
    this.definitions = registries.of(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION);
  }

  /// Does what is due.
  ///
  /// @param present the API services that there are
  void settle(List<APIService> present) {
    Map<String, APIServiceSpec> wanted = wanted();
    for (APIService service : present) {
      APIServiceSpec spec = wanted.remove(service.metadata().name());
      if (!ALWAYS.equals(service.metadata().labels().get(MANAGED))) {
        continue;
      }
      if (spec == null) {
        attempt(() -> delete(service));
      } else if (!service.spec().equals(spec)) {
        attempt(() -> restore(service, spec));
      }
    }
    wanted.forEach((name, spec) -> attempt(() -> create(name, spec)));
  }

  private Map<String, APIServiceSpec> wanted() {
    Map<String, APIServiceSpec> wanted = new HashMap<>();
    for (var cached : definitions.list(Selection.all(""), NEWEST).objects()) {
      CustomResourceDefinition definition = cached.object();
      String group = definition.spec().group();
      for (CustomResourceDefinitionVersion version : definition.spec().versions()) {
        if (version.served()) {
          wanted.put(
              version.name() + "." + group,
              APIServiceSpec.builder()
                  .group(group)
                  .version(version.name())
                  .groupPriorityMinimum(GROUP_PRIORITY)
                  .versionPriority(VERSION_PRIORITY)
                  .build());
        }
      }
    }
    return wanted;
  }

  private void create(String name, APIServiceSpec spec) {
    services.create(
        "",
        APIService.builder()
            .metadata(it -> it.name(name).labels(Map.of(MANAGED, ALWAYS)))
            .spec(spec)
            .build(),
        WriteContext.server());
  }

  private void restore(APIService service, APIServiceSpec spec) {
    services.change(
        "", service.metadata().name(), old -> old.with(it -> it.spec(spec)), WriteContext.server());
  }

  private void delete(APIService service) {
    services.delete(
        "",
        service.metadata().name(),
        DeleteOptions.builder().preconditions(it -> it.uid(service.metadata().uid())).build(),
        WriteContext.server());
  }

  /// What fails because another server was faster is looked at again with the change it made.
  private static void attempt(Runnable write) {
    try {
      write.run();
    } catch (ApiException e) {
      if (!e.isConflict() && !e.isNotFound() && !e.isAlreadyExists()) {
        throw e;
      }
    }
  }
}
