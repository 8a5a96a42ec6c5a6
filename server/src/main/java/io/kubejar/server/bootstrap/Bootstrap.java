package io.kubejar.server.bootstrap;

import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceKind;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.networking.v1.ServiceCIDRKind;
import io.kubejar.api.rbac.v1.ClusterRoleBindingKind;
import io.kubejar.api.rbac.v1.ClusterRoleKind;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.registry.WriteContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BinaryOperator;

/// Creates the objects a cluster starts with, as far as they are missing, and brings roles and
/// bindings up to date. To be run at each start, once the registries can be written to.
///
/// Objects are written at the same time, so that the store commits many of them at once.
public final class Bootstrap {
  private final Registries registries;
  private final BootstrapOptions options;
  private final Clock clock;

  public Bootstrap(Registries registries, BootstrapOptions options, Clock clock) {
    this.registries = registries;
    this.options = options;
    this.clock = clock;
  }

  /// What every node may do: the rules of the role `system:node`.
  public static List<PolicyRule> nodeRules() {
    return BootstrapObject.find(ClusterRoleKind.CLUSTER_ROLE, "\"name\":\"system:node\"").rules();
  }

  /// Creates what is missing.
  public void run() throws InterruptedException {
    var namespaces = new ArrayList<Callable<Void>>();
    var rest = new ArrayList<Callable<Void>>();
    var services = new VersionServices(registries.served().all());
    for (BootstrapObject<?> each : BootstrapObject.load(clock)) {
      if (each.object() instanceof APIService service && !services.serves(service)) {
        continue;
      }
      (each.kind() instanceof NamespaceKind ? namespaces : rest).add(() -> ensure(each));
    }
    for (APIService each : services.optional()) {
      rest.add(() -> ensure(APIServiceKind.API_SERVICE, each, Bootstrap::keep));
    }
    rest.add(() -> removeOutdated(services));
    var own = new OwnObjects(options, clock);
    namespaces.add(() -> serviceCidr(own));
    rest.add(() -> ensure(ServiceKind.SERVICE, own.service(), Bootstrap::keep));
    if (options.alone()) {
      var endpoints = new KubernetesEndpoints(registries, options, clock);
      rest.add(() -> endpoints.set(options.addresses()));
    }
    rest.add(
        () ->
            ensure(
                ConfigMapKind.CONFIG_MAP,
                own.authentication(),
                (stored, wanted) -> stored.with(it -> it.data(wanted.data()))));
    rest.add(() -> ensure(ConfigMapKind.CONFIG_MAP, own.tokenTracking(), Bootstrap::keep));
    rest.add(
        () ->
            ensure(
                ConfigMapKind.CONFIG_MAP,
                own.clusterInfo(),
                (stored, wanted) -> stored.with(it -> it.data(merged(stored, wanted)))));
    rest.add(
        () ->
            ensure(
                ClusterRoleBindingKind.CLUSTER_ROLE_BINDING, own.kubeletClient(), Bootstrap::keep));
    all(namespaces);
    all(rest);
  }

  /// The range of service addresses, which is ready as soon as it is there.
  private Void serviceCidr(OwnObjects own) {
    ensure(ServiceCIDRKind.SERVICE_CIDR, own.serviceCidr(), Bootstrap::keep);
    var registry = registries.of(ServiceCIDRKind.SERVICE_CIDR);
    var stored = registry.find("", "kubernetes");
    if (stored != null && stored.object().status().conditions().isEmpty()) {
      registry.apply(
          Aspect.status(ServiceCIDRKind.SERVICE_CIDR),
          "",
          "kubernetes",
          own.serviceCidrReady(),
          WriteContext.system().managedBy("kubernetes-service-cidr-controller"),
          () -> {});
    }
    return null;
  }

  /// Versions that were served in former times have no service any more.
  private Void removeOutdated(VersionServices services) {
    var registry = registries.of(APIServiceKind.API_SERVICE);
    for (APIService each : registries.list(APIServiceKind.API_SERVICE, "")) {
      if (services.isOutdated(each)) {
        registry.delete(
            "", each.metadata().name(), DeleteOptions.builder().build(), WriteContext.server());
      }
    }
    return null;
  }

  private <T extends ApiObject> Void ensure(BootstrapObject<T> each) {
    return ensure(each.kind(), each.object(), Bootstrap::reconcile);
  }

  private <T extends ApiObject> Void ensure(Kind<T> kind, T wanted, BinaryOperator<T> reconcile) {
    Registry<T> registry = registries.of(kind);
    String namespace = wanted.metadata().namespace();
    String name = wanted.metadata().name();
    WriteContext context = WriteContext.server();
    var stored = registry.find(namespace, name);
    if (stored == null) {
      create(registry, wanted, context);
    } else if (!reconcile.apply(stored.object(), wanted).equals(stored.object())) {
      registry.change(namespace, name, now -> reconcile.apply(now, wanted), context);
    }
    return null;
  }

  private static <T extends ApiObject> void create(
      Registry<T> registry, T wanted, WriteContext context) {
    Kind<T> kind = registry.kind();
    String namespace = wanted.metadata().namespace();
    T created;
    try {
      created = registry.create(namespace, wanted, context).object();
    } catch (ApiException e) {
      if (e.isAlreadyExists()) {
        return; // another server of this cluster was faster
      }
      throw e;
    }
    T bare = kind.codec().withStatusOf(wanted, kind.codec().zero());
    if (kind.names().hasStatus()
        && !bare.equals(wanted)
        && !kind.codec().withStatusOf(created, wanted).equals(created)) {
      registry.change(
          Aspect.status(kind),
          namespace,
          wanted.metadata().name(),
          now -> kind.codec().withStatusOf(now, wanted),
          context);
    }
  }

  /// The data of both; signatures that others have added stay.
  private static Map<String, String> merged(ConfigMap stored, ConfigMap wanted) {
    var data = new HashMap<>(stored.data());
    data.putAll(wanted.data());
    return data;
  }

  @SuppressWarnings("unchecked") // a reconciled object is of the stored one's type
  private static <T extends ApiObject> T reconcile(T stored, T wanted) {
    return (T) Reconciled.of(stored, wanted);
  }

  private static <T> T keep(T stored, T wanted) {
    return stored;
  }

  private static void all(List<Callable<Void>> tasks) throws InterruptedException {
    var threads = Thread.ofVirtual().name("bootstrap-", 0).factory();
    try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
      for (Future<Void> done : executor.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("bootstrap failed", e.getCause());
    }
  }
}
