package io.kubejar.cluster.machines;

import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.client.Client;
import io.kubejar.client.EventHandler;
import io.kubejar.client.Informer;
import io.kubejar.client.http.Servers;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the endpoints of the service `kubernetes`, so that a machine knows all servers of its
/// cluster and needs nothing in front of them.
public final class ServerFollower implements AutoCloseable {
  private static final String SERVICE = "kubernetes.io/service-name=kubernetes";

  private final Informer<EndpointSlice> slices;

  private ServerFollower(Informer<EndpointSlice> slices) {
    this.slices = slices;
  }

  /// Begins to keep the list of servers true.
  ///
  /// @param told of each new list
  public static ServerFollower start(Client client, Servers servers, Consumer<List<URI>> told) {
    Informer<EndpointSlice> slices =
        new Informer<>(
            client,
            EndpointSliceKind.ENDPOINT_SLICE,
            "default",
            ListOptions.builder().labelSelector(SERVICE).build());
    slices.addHandler(
        new EventHandler<>() {
          @Override
          public void added(EndpointSlice slice) {
            learn(slice);
          }

          @Override
          public void updated(EndpointSlice before, EndpointSlice slice) {
            learn(slice);
          }

          @Override
          public void deleted(EndpointSlice slice) {
            // Servers that were known are better than none.
          }

          private void learn(EndpointSlice slice) {
            List<URI> found = servers(slice);
            if (!found.isEmpty() && !found.equals(servers.all())) {
              servers.know(found);
              told.accept(found);
            }
          }
        });
    slices.start();
    return new ServerFollower(slices);
  }

  private static List<URI> servers(EndpointSlice slice) {
    Integer port =
        slice.ports().stream()
            .filter(each -> "https".equals(each.name()))
            .map(each -> each.port())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (port == null) {
      return List.of();
    }
    return slice.endpoints().stream()
        .flatMap(endpoint -> endpoint.addresses().stream())
        .map(address -> address(address, port))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable URI address(String host, int port) {
    try {
      return URI.create(
          "https://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Override
  public void close() {
    slices.close();
  }
}
