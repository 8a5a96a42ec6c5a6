package io.kubejar.controllers.resourcequota;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.ResourceQuota;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.PartialObjectMetadata;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Informer;
import io.kubejar.client.Informers;
import io.kubejar.controllers.runtime.DefinedKinds;
import io.kubejar.controllers.runtime.Kinds;
import io.kubejar.controllers.runtime.Pods;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Counts what a namespace uses of the resources that a quota limits.
record Usage(Informers informers, DefinedKinds defined) {
  private static final String CLASS = ".storageclass.storage.k8s.io/";
  private static final Set<String> PLAIN_COUNTS =
      Set.of("configmaps", "secrets", "replicationcontrollers", "resourcequotas");

  /// The use of each resource in the quota that is known; others are not in it. Null as long as
  /// there are objects to count that have not been listed yet.
  @Nullable Map<String, Quantity> of(ResourceQuota quota) {
    String namespace = quota.metadata().namespace();
    boolean limited = Scopes.areLimited(quota);
    List<Pod> pods =
        informers.of(PodKind.POD).lister().list(namespace).stream()
            .filter(pod -> Scopes.include(quota, pod))
            .toList();
    Map<String, Quantity> used = new TreeMap<>();
    for (String resource : quota.spec().hard().keySet()) {
      Quantity amount = ofPods(pods, resource);
      if (amount == null && !limited) {
        Informer<PartialObjectMetadata> custom = custom(resource);
        if (custom != null && !custom.isSynced()) {
          return null;
        }
        amount =
            custom == null
                ? ofOthers(namespace, resource)
                : Quantity.of(custom.lister().list(namespace).size());
      } else if (amount == null) {
        amount = Quantity.ZERO;
      }
      if (amount != null) {
        used.put(resource, amount);
      }
    }
    return used;
  }

  private static @Nullable Quantity ofPods(List<Pod> all, String resource) {
    List<Pod> pods = all.stream().filter(pod -> !Pods.isFinished(pod)).toList();
    return switch (resource) {
      case "count/pods" -> Quantity.of(all.size());
      case "pods" -> Quantity.of(pods.size());
      case "cpu", "memory", "ephemeral-storage" ->
          sum(pods, pod -> PodUsage.requests(pod).get(resource));
      default -> {
        if (resource.equals("requests.storage")) {
          yield null;
        }
        if (resource.startsWith("requests.")) {
          String name = resource.substring("requests.".length());
          yield sum(pods, pod -> PodUsage.requests(pod).get(name));
        }
        if (resource.startsWith("limits.")) {
          String name = resource.substring("limits.".length());
          yield sum(pods, pod -> PodUsage.limits(pod).get(name));
        }
        yield resource.startsWith("hugepages-")
            ? sum(pods, pod -> PodUsage.requests(pod).get(resource))
            : null;
      }
    };
  }

  private @Nullable Quantity ofOthers(String namespace, String resource) {
    List<Service> services = informers.of(ServiceKind.SERVICE).lister().list(namespace);
    List<PersistentVolumeClaim> claims =
        informers.of(PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM).lister().list(namespace);
    return switch (resource) {
      case "services" -> Quantity.of(services.size());
      case "services.loadbalancers" ->
          Quantity.of(
              services.stream().filter(each -> each.spec().type().equals("LoadBalancer")).count());
      case "services.nodeports" -> Quantity.of(services.stream().mapToLong(Usage::nodePorts).sum());
      case "persistentvolumeclaims" -> Quantity.of(claims.size());
      case "requests.storage" -> sum(claims, Usage::storage);
      default -> {
        int at = resource.indexOf(CLASS);
        yield at < 0
            ? counted(namespace, resource)
            : ofStorageClass(
                claims, resource.substring(0, at), resource.substring(at + CLASS.length()));
      }
    };
  }

  private static long nodePorts(Service service) {
    return switch (service.spec().type()) {
      case "NodePort" -> service.spec().ports().size();
      case "LoadBalancer" ->
          Boolean.FALSE.equals(service.spec().allocateLoadBalancerNodePorts())
              ? service.spec().ports().stream().filter(port -> port.nodePort() != 0).count()
              : service.spec().ports().size();
      default -> 0;
    };
  }

  private static @Nullable Quantity storage(PersistentVolumeClaim claim) {
    return claim.spec().resources().requests().get("storage");
  }

  private static @Nullable Quantity ofStorageClass(
      List<PersistentVolumeClaim> all, String storageClass, String resource) {
    List<PersistentVolumeClaim> claims =
        all.stream().filter(claim -> storageClass.equals(claim.spec().storageClassName())).toList();
    return switch (resource) {
      case "persistentvolumeclaims" -> Quantity.of(claims.size());
      case "requests.storage" -> sum(claims, Usage::storage);
      default -> null;
    };
  }

  /// The number of objects of a kind, for `count/<resource>.<group>` and a few plain names.
  private @Nullable Quantity counted(String namespace, String resource) {
    String name =
        resource.startsWith("count/")
            ? resource.substring("count/".length())
            : PLAIN_COUNTS.contains(resource) ? resource : "";
    Kind<?> kind = find(name);
    return kind == null ? null : Quantity.of(informers.of(kind).lister().list(namespace).size());
  }

  /// The objects that `count/<resource>.<group>` counts, when the resource is a defined one.
  private @Nullable Informer<PartialObjectMetadata> custom(String resource) {
    if (!resource.startsWith("count/")) {
      return null;
    }
    String name = resource.substring("count/".length());
    return find(name) == null ? defined.namespaced(name) : null;
  }

  private static @Nullable Kind<?> find(String qualifiedResource) {
    for (Kind<?> kind : Kinds.DELETABLE) {
      if (kind.names().namespaced() && kind.names().qualifiedResource().equals(qualifiedResource)) {
        return kind;
      }
    }
    return null;
  }

  private static <T> Quantity sum(List<T> objects, Function<T, @Nullable Quantity> amount) {
    Quantity sum = Quantity.ZERO;
    for (T object : objects) {
      Quantity each = amount.apply(object);
      sum = each == null ? sum : sum.plus(each);
    }
    return sum;
  }
}
