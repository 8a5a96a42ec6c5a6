package io.kubejar.server.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the first objects say of this cluster.
///
/// @param addresses the IP addresses by which the API server is reached
/// @param port the port it listens on
/// @param serviceCidrs the ranges of service addresses, the first for the service `kubernetes`
/// @param serviceAddress the first address of the first range
/// @param authorityPem the authority of client certificates
/// @param frontProxyPem the authority of authenticating proxies, if there is one
public record BootstrapOptions(
    List<String> addresses,
    int port,
    List<String> serviceCidrs,
    String serviceAddress,
    String authorityPem,
    @Nullable String frontProxyPem) {
  public BootstrapOptions {
    addresses = List.copyOf(addresses);
    serviceCidrs = List.copyOf(serviceCidrs);
  }
}
