package io.kubejar.server.health;

import io.kubejar.server.health.Health.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an API server is looked at for, by the names that monitoring knows from upstream.
///
/// What upstream starts after it listens is here part of the server itself, or done with the first
/// objects; a check that waits for these objects is marked so.
///
/// @param live what has to be well all the time: a failure calls for a restart
/// @param ready what has to be well before requests may come
public record HealthChecks(List<Check> live, List<Check> ready) {
  private static final List<String> HOOKS =
      List.of(
          "start-apiserver-admission-initializer",
          "generic-apiserver-start-informers",
          "priority-and-fairness-config-consumer",
          "priority-and-fairness-filter",
          "storage-object-count-tracker-hook",
          "start-apiextensions-informers",
          "start-apiextensions-controllers",
          "crd-informer-synced",
          "start-system-namespaces-controller",
          "peer-endpoint-reconciler-controller",
          "start-cluster-authentication-info-controller",
          "start-kube-apiserver-identity-lease-controller",
          "start-kube-apiserver-identity-lease-garbage-collector",
          "storage-readiness",
          "start-legacy-token-tracking-controller",
          "start-service-ip-repair-controllers",
          "rbac/bootstrap-roles",
          "scheduling/bootstrap-system-priority-classes",
          "priority-and-fairness-config-producer",
          "bootstrap-controller",
          "start-kubernetes-service-cidr-controller",
          "aggregator-reload-proxy-client-cert",
          "start-kube-aggregator-informers",
          "apiservice-status-local-available-controller",
          "apiservice-status-remote-available-controller",
          "apiservice-registration-controller",
          "apiservice-wait-for-first-sync",
          "apiservice-discovery-controller",
          "kube-apiserver-autoregistration",
          "autoregister-completion",
          "apiservice-openapi-controller",
          "apiservice-openapiv3-controller");

  /// The hooks that wait for the first objects.
  private static final Set<String> FIRST_OBJECTS =
      Set.of(
          "start-system-namespaces-controller",
          "start-cluster-authentication-info-controller",
          "start-legacy-token-tracking-controller",
          "rbac/bootstrap-roles",
          "scheduling/bootstrap-system-priority-classes",
          "priority-and-fairness-config-producer",
          "bootstrap-controller",
          "start-kubernetes-service-cidr-controller",
          "kube-apiserver-autoregistration",
          "autoregister-completion");

  public HealthChecks {
    live = List.copyOf(live);
    ready = List.copyOf(ready);
  }

  /// The checks of a server.
  ///
  /// @param store what is wrong with the store; null when all is well
  /// @param bootstrapped whether the first objects are there
  /// @param stopping whether the server is about to end
  public static HealthChecks standard(
      Supplier<@Nullable String> store, BooleanSupplier bootstrapped, BooleanSupplier stopping) {
    return standard(store, null, bootstrapped, stopping);
  }

  /// The checks of a server whose values key services may protect.
  ///
  /// @param keyServices what is wrong with them; null when there are none
  public static HealthChecks standard(
      Supplier<@Nullable String> store,
      @Nullable Supplier<@Nullable String> keyServices,
      BooleanSupplier bootstrapped,
      BooleanSupplier stopping) {
    var hooks = new ArrayList<Check>();
    for (String hook : HOOKS) {
      String name = hook.equals("autoregister-completion") ? hook : "poststarthook/" + hook;
      hooks.add(
          FIRST_OBJECTS.contains(hook)
              ? Check.of(name, bootstrapped::getAsBoolean, "not finished")
              : Check.trivial(name));
    }
    var live = new ArrayList<Check>();
    live.add(Check.trivial("ping"));
    live.add(Check.trivial("log"));
    live.add(Check.trivial("loopback-serving-certificate"));
    live.add(new Check("etcd", store));
    if (keyServices != null) {
      live.add(new Check("kms-providers", keyServices));
    }
    live.addAll(hooks);
    var ready = new ArrayList<Check>();
    ready.add(Check.trivial("ping"));
    ready.add(Check.trivial("log"));
    ready.add(new Check("etcd", store));
    ready.add(new Check("etcd-readiness", store));
    if (keyServices != null) {
      ready.add(new Check("kms-providers", keyServices));
    }
    ready.add(Check.trivial("informer-sync"));
    ready.addAll(hooks);
    ready.add(Check.of("shutdown", () -> !stopping.getAsBoolean(), "process is shutting down"));
    return new HealthChecks(live, ready);
  }

  /// The paths of all checks, for the list at `/`.
  public List<String> paths() {
    var paths = new ArrayList<String>();
    for (Check check : live) {
      paths.add("/healthz/" + check.name());
      paths.add("/livez/" + check.name());
    }
    for (Check check : ready) {
      paths.add("/readyz/" + check.name());
    }
    return List.copyOf(paths);
  }
}
