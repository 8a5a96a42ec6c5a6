package io.kubejar.server.spi;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointPort;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Finds where the server itself reaches a service: at one of its ready endpoints, so that no proxy
/// has to run beside; at its cluster address when it has none that are known.
public final class ServiceResolver {
  private final ClusterView view;

  public ServiceResolver(ClusterView view) {
    this.view = view;
  }

  /// Where to connect to.
  public record Address(String host, int port) {
    /// Host and port as a URL has them.
    public String authority() {
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /// A service leads nowhere; the message says why.
  public static final class Unresolved extends Exception {
    private static final long serialVersionUID = 1L;

    Unresolved(String message) {
      super(message, null, false, false);
    }
  }

  /// An address of a port of a service.
  public Address resolve(String namespace, String name, int port) throws Unresolved {
    Service service = view.get(ServiceKind.SERVICE, namespace, name);
    if (service == null) {
      throw new Unresolved("service \"%s\" not found".formatted(name));
    }
    if ("ExternalName".equals(service.spec().type())) {
      return new Address(service.spec().externalName(), port);
    }
    ServicePort found = null;
    for (ServicePort each : service.spec().ports()) {
      if (each.port() == port) {
        found = each;
      }
    }
    if (found == null) {
      throw new Unresolved("no service port %d found for service \"%s\"".formatted(port, name));
    }
    List<Address> endpoints = endpoints(namespace, name, found.name());
    if (!endpoints.isEmpty()) {
      return endpoints.get(ThreadLocalRandom.current().nextInt(endpoints.size()));
    }
    String address = service.spec().clusterIP();
    if (address == null || address.isEmpty() || address.equals("None")) {
      throw new Unresolved("no endpoints available for service \"%s\"".formatted(name));
    }
    return new Address(address, port);
  }

  /// The slices of a service.
  public List<EndpointSlice> slices(String namespace, String name) {
    return view.list(EndpointSliceKind.ENDPOINT_SLICE, namespace).stream()
        .filter(slice -> name.equals(slice.metadata().labels().get("kubernetes.io/service-name")))
        .toList();
  }

  /// The ready endpoints behind a port of a service.
  ///
  /// @param portName the port's name; empty when it has none
  public List<Address> endpoints(String namespace, String name, String portName) {
    List<Address> addresses = new ArrayList<>();
    for (EndpointSlice slice : slices(namespace, name)) {
      for (EndpointPort port : slice.ports()) {
        Integer number = port.port();
        if (number == null || !portName.equals(port.name() == null ? "" : port.name())) {
          continue;
        }
        for (Endpoint endpoint : slice.endpoints()) {
          if (!Boolean.FALSE.equals(endpoint.conditions().ready())) {
            addresses.add(new Address(endpoint.addresses().getFirst(), number));
          }
        }
      }
    }
    return addresses;
  }
}
