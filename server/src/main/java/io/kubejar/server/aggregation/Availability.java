package io.kubejar.server.aggregation;

import io.kubejar.api.apiregistration.v1.APIService;
import io.kubejar.api.apiregistration.v1.APIServiceCondition;
import io.kubejar.api.apiregistration.v1.ServiceReference;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.discovery.v1.EndpointPort;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.value.Time;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ServiceResolver;
import java.util.ArrayList;
import java.util.List;

/// Finds out whether a backend can be asked: its service listens, has endpoints, and one of them
/// answers.
///
/// @param view where services are
/// @param services leads to endpoints
/// @param client asks the backend itself
record Availability(ClusterView view, ServiceResolver services, BackendClient client) {
  private static final int ATTEMPTS = 5;
  private static final int DEFAULT_PORT = 443;

  /// The condition `Available` as it has to be.
  record Verdict(String status, String reason, String message) {
    /// Of what this server answers itself.
    static final Verdict LOCAL =
        new Verdict("True", "Local", "Local APIServices are always available");

    private static final String TYPE = "Available";

    boolean available() {
      return status.equals("True");
    }

    /// An API service with the condition; the same instance when it has it already.
    APIService in(APIService service, Time now) {
      List<APIServiceCondition> conditions = new ArrayList<>(service.status().conditions());
      APIServiceCondition known = Backend.condition(service);
      Time since = now;
      if (known != null && known.status().equals(status)) {
        if (known.reason().equals(reason) && known.message().equals(message)) {
          return service;
        }
        since = known.lastTransitionTime();
      }
      conditions.removeIf(each -> each.type().equals(TYPE));
      conditions.add(
          APIServiceCondition.builder()
              .type(TYPE)
              .status(status)
              .lastTransitionTime(since)
              .reason(reason)
              .message(message)
              .build());
      return service.with(it -> it.status(s -> s.conditions(conditions)));
    }
  }

  private static Verdict no(String reason, String format, Object... parts) {
    return new Verdict("False", reason, format.formatted(parts));
  }

  Verdict of(ServiceReference reference) throws InterruptedException {
    String namespace = reference.namespace();
    String name = reference.name();
    Service service = view.get(ServiceKind.SERVICE, namespace, name);
    if (service == null) {
      return no("ServiceNotFound", "service/%s in \"%s\" is not present", name, namespace);
    }
    if (service.spec().type().equals("ClusterIP")) {
      Integer wanted = reference.port();
      int port = wanted == null ? DEFAULT_PORT : wanted;
      ServicePort found = null;
      for (ServicePort each : service.spec().ports()) {
        if (each.port() == port && found == null) {
          found = each;
        }
      }
      if (found == null) {
        return no(
            "ServicePortError",
            "service/%s in \"%s\" is not listening on port %d",
            name,
            namespace,
            port);
      }
      List<EndpointSlice> slices = services.slices(namespace, name);
      if (slices.isEmpty()) {
        return no(
            "EndpointsNotFound",
            "cannot find endpointslices for service/%s in \"%s\"",
            name,
            namespace);
      }
      if (!hasEndpoints(slices, found.name())) {
        return no(
            "MissingEndpoints",
            "endpoints for service/%s in \"%s\" have no addresses with port name \"%s\"",
            name,
            namespace,
            found.name());
      }
    }
    return asked();
  }

  private static boolean hasEndpoints(List<EndpointSlice> slices, String portName) {
    for (EndpointSlice slice : slices) {
      if (slice.endpoints().isEmpty()) {
        continue;
      }
      for (EndpointPort port : slice.ports()) {
        if (portName.equals(port.name())) {
          return true;
        }
      }
    }
    return false;
  }

  /// Several attempts, since they may lead to different endpoints.
  private Verdict asked() throws InterruptedException {
    String failure = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      failure = client.probe();
      if (failure.isEmpty()) {
        return new Verdict("True", "Passed", "all checks passed");
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return new Verdict("False", "FailedDiscoveryCheck", failure);
  }
}
