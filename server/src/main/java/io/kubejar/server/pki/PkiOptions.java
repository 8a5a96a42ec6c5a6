package io.kubejar.server.pki;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/// What the serving certificate has to name, and how long certificates are good for.
///
/// @param clusterDomain the DNS domain of services, `cluster.local` by default
/// @param serviceAddress the first address of the service range
/// @param extraNames further host names or IP addresses of the API server
/// @param authorityValidity how long authorities are good for
/// @param validity how long other certificates are good for
public record PkiOptions(
    String clusterDomain,
    String serviceAddress,
    List<String> extraNames,
    Duration authorityValidity,
    Duration validity) {
  public PkiOptions {
    extraNames = List.copyOf(extraNames);
  }

  /// Ten years for authorities and one year for the rest.
  public static PkiOptions of(String clusterDomain, String serviceAddress, List<String> names) {
    return new PkiOptions(
        clusterDomain, serviceAddress, names, Duration.ofDays(3650), Duration.ofDays(365));
  }

  CertificateTemplate serving() {
    var names = new LinkedHashSet<String>();
    names.add("kubernetes");
    names.add("kubernetes.default");
    names.add("kubernetes.default.svc");
    names.add("kubernetes.default.svc." + clusterDomain);
    names.add("localhost");
    var addresses = new LinkedHashSet<String>();
    addresses.add(serviceAddress);
    addresses.add("127.0.0.1");
    for (String extra : extraNames) {
      if (isAddress(extra)) {
        addresses.add(extra);
      } else {
        names.add(extra);
      }
    }
    return CertificateTemplate.server("kube-apiserver", List.copyOf(names), List.copyOf(addresses));
  }

  private static boolean isAddress(String text) {
    return text.indexOf(':') >= 0 || text.matches("[0-9]+(\\.[0-9]+){3}");
  }
}
