package io.kubejar.server.bootstrap;

import io.kubejar.api.core.v1.EndpointAddress;
import io.kubejar.api.core.v1.Endpoints;
import io.kubejar.api.core.v1.EndpointsKind;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import java.time.Clock;
import java.util.List;
import java.util.function.BinaryOperator;

/// The endpoints of the service `kubernetes`, which are the API servers themselves.
final class KubernetesEndpoints {
  private final Registries registries;
  private final OwnObjects own;

  KubernetesEndpoints(Registries registries, BootstrapOptions options, Clock clock) {
    this.registries = registries;
    this.own = new OwnObjects(options, clock);
  }

  /// Makes these, and no others, the service's endpoints.
  ///
  /// @param addresses in the order in which they are to be told
  Void set(List<String> addresses) {
    Endpoints endpoints = own.endpoints(addresses);
    ensure(
        EndpointsKind.ENDPOINTS,
        endpoints,
        (stored, wanted) -> stored.with(it -> it.subsets(wanted.subsets())));
    EndpointSlice slice = own.endpointSlice(addresses);
    ensure(
        EndpointSliceKind.ENDPOINT_SLICE,
        slice,
        (stored, wanted) ->
            stored.with(it -> it.endpoints(wanted.endpoints()).ports(wanted.ports())));
    return null;
  }

  /// What a server tells the others of itself.
  Endpoints of(String address) {
    return Endpoints.builder().subsets(own.endpoints(List.of(address)).subsets()).build();
  }

  /// The address that a server told of itself; empty when it told none.
  static String address(Endpoints told) {
    return told.subsets().stream()
        .flatMap(subset -> subset.addresses().stream())
        .map(EndpointAddress::ip)
        .findFirst()
        .orElse("");
  }

  private <T extends ApiObject> void ensure(Kind<T> kind, T wanted, BinaryOperator<T> change) {
    var registry = registries.of(kind);
    String namespace = wanted.metadata().namespace();
    String name = wanted.metadata().name();
    T stored = registries.getConsistent(kind, namespace, name);
    if (stored == null) {
      try {
        registry.create(namespace, wanted, WriteContext.server());
        return;
      } catch (ApiException e) {
        if (!e.isAlreadyExists()) {
          throw e;
        }
        // Another server was faster, and may have told less.
      }
    } else if (change.apply(stored, wanted).equals(stored)) {
      return;
    }
    registry.change(namespace, name, now -> change.apply(now, wanted), WriteContext.server());
  }
}
