package io.kubejar.server.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the first objects say of this cluster.
///
/// @param addresses the IP addresses by which the API server is reached
/// @param endpoint where clients outside find the cluster: a host with a port
/// @param alone whether these addresses are all the endpoints there are; otherwise an
///   [EndpointReconciler] tells those of all servers
/// @param port the port it listens on
/// @param serviceCidrs the ranges of service addresses, the first for the service `kubernetes`
/// @param serviceAddress the first address of the first range
/// @param authorityPem the authority of client certificates
/// @param frontProxyPem the authority of authenticating proxies, if there is one
public record BootstrapOptions(
    List<String> addresses,
    String endpoint,
    boolean alone,
    int port,
    List<String> serviceCidrs,
    String serviceAddress,
    String authorityPem,
    @Nullable String frontProxyPem) {
  public BootstrapOptions {
    addresses = List.copyOf(addresses);
    serviceCidrs = List.copyOf(serviceCidrs);
  }

  /// The options of a cluster with one server.
  public static BootstrapOptions alone(
      String address,
      int port,
      List<String> serviceCidrs,
      String serviceAddress,
      String authorityPem,
      @Nullable String frontProxyPem) {
    return new BootstrapOptions(
        List.of(address),
        endpoint(address, port),
        true,
        port,
        serviceCidrs,
        serviceAddress,
        authorityPem,
        frontProxyPem);
  }

  /// A host with a port, as URLs have them.
  public static String endpoint(String host, int port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
