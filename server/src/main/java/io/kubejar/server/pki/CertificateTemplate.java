package io.kubejar.server.pki;

import java.util.List;

/// What a certificate is to say.
///
/// @param commonName the subject's name, for clients the user
/// @param organizations for clients the groups
/// @param usage what the certificate serves for
/// @param dnsNames names of a server
/// @param addresses IP addresses of a server, in text form
public record CertificateTemplate(
    String commonName,
    List<String> organizations,
    Usage usage,
    List<String> dnsNames,
    List<String> addresses) {
  /// What a certificate serves for.
  public enum Usage {
    AUTHORITY,
    CLIENT,
    SERVER,
    /// A server that also calls others under the same name, as nodes do.
    SERVER_AND_CLIENT
  }

  public CertificateTemplate {
    organizations = List.copyOf(organizations);
    dnsNames = List.copyOf(dnsNames);
    addresses = List.copyOf(addresses);
  }

  /// A client of the name, in the groups.
  public static CertificateTemplate client(String user, String... groups) {
    return new CertificateTemplate(user, List.of(groups), Usage.CLIENT, List.of(), List.of());
  }

  /// A server of the names and addresses.
  public static CertificateTemplate server(
      String commonName, List<String> dnsNames, List<String> addresses) {
    return new CertificateTemplate(commonName, List.of(), Usage.SERVER, dnsNames, addresses);
  }

  static CertificateTemplate authority(String commonName) {
    return new CertificateTemplate(
        commonName, List.of(), Usage.AUTHORITY, List.of(commonName), List.of());
  }
}
