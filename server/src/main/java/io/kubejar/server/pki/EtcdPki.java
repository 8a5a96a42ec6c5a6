package io.kubejar.server.pki;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// The certificates of an etcd that runs beside the API server, under kubeadm's names: an authority
/// of its own signs those of the member and of its clients, so that nobody else's are good there.
///
/// ```
/// etcd/ca                    the authority, the same on all servers
/// etcd/server                to clients; names the machine, its address and the loopback
/// etcd/peer                  to and from other members
/// etcd/healthcheck-client    for people and probes
/// apiserver-etcd-client      the API server as a client
/// ```
public final class EtcdPki {
  private static final Duration AUTHORITY = Duration.ofDays(3650);
  private static final Duration VALIDITY = Duration.ofDays(365);

  private final KeptCredentials own;
  private final KeptCredentials servers;
  private final String name;
  private final String address;
  private final CertificateAuthority authority;

  private EtcdPki(Path pki, String name, String address, Clock clock) {
    var random = new SecureRandom();
    this.servers = new KeptCredentials(new PkiDirectory(pki), clock, random);
    this.own = new KeptCredentials(new PkiDirectory(pki.resolve("etcd")), clock, random);
    this.name = name;
    this.address = address;
    this.authority = own.authority("ca", "etcd-ca", AUTHORITY);
  }

  /// Makes what is missing or near its end, and sees it safely on disk.
  ///
  /// @param pki the directory of the server's certificates
  /// @param name of the machine
  /// @param address by which other machines reach it
  public static EtcdPki prepare(Path pki, String name, String address, Clock clock) {
    var etcd = new EtcdPki(pki, name, address, clock);
    etcd.renew();
    etcd.own.sync();
    etcd.servers.sync();
    return etcd;
  }

  /// Makes anew what is near its end; etcd and its clients read the files again by themselves.
  public void renew() {
    own.credential("server", authority, member(), VALIDITY);
    own.credential("peer", authority, member(), VALIDITY);
    own.credential(
        "healthcheck-client",
        authority,
        CertificateTemplate.client("kube-etcd-healthcheck-client"),
        VALIDITY);
    servers.credential(
        "apiserver-etcd-client",
        authority,
        CertificateTemplate.client("kube-apiserver-etcd-client"),
        VALIDITY);
  }

  /// Members call each other, and etcd's gateway calls etcd, by the same certificates.
  private CertificateTemplate member() {
    return new CertificateTemplate(
        name,
        List.of(),
        CertificateTemplate.Usage.SERVER_AND_CLIENT,
        List.of(name, "localhost"),
        List.of(address, "127.0.0.1", "::1"));
  }
}
