package io.kubejar.cluster.etcd;

import io.kubejar.server.bootstrap.BootstrapOptions;
import io.kubejar.server.pki.EtcdPki;
import io.kubejar.store.etcd.EtcdCluster;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A member of etcd that runs beside a server.
///
/// Clients reach it on the loopback and on the machine's address, other members on the latter only;
/// whoever has no certificate of etcd's own authority is refused at either.
///
/// @param name the node's
/// @param address by which other machines reach this one
/// @param files where it keeps what
/// @param binary etcd's program
public record EtcdMember(String name, String address, EtcdFiles files, Path binary) {
  static final int CLIENTS = 2379;
  static final int PEERS = 2380;

  /// Where the server of the same machine reaches it.
  public static final URI LOCAL = URI.create("https://127.0.0.1:" + CLIENTS);

  /// Upstream's suggestion for the most that etcd should hold.
  private static final long MOST_BYTES = 8L << 30;

  /// How a member comes to be.
  sealed interface Origin {
    /// With data that is there already, as what that says.
    record Kept() implements Origin {}

    /// As the first of a new cluster.
    record First() implements Origin {}

    /// As one more of a cluster that has these, itself among them.
    record Further(List<Peer> all) implements Origin {
      public Further {
        all = List.copyOf(all);
      }
    }
  }

  /// A member as the others know it.
  record Peer(String name, URI url) {}

  URI client() {
    return url(CLIENTS);
  }

  URI peer() {
    return url(PEERS);
  }

  /// Whether a member of the cluster is this one.
  boolean isAt(EtcdCluster.Member other) {
    return other.peers().contains(peer());
  }

  private URI url(int port) {
    return URI.create("https://" + BootstrapOptions.endpoint(address, port));
  }

  /// Makes the certificates that are missing.
  EtcdPki certificates() {
    return EtcdPki.prepare(files.root().resolve("pki"), name, address, Clock.systemUTC());
  }

  List<String> command(Origin origin) {
    List<Peer> peers =
        origin instanceof Origin.Further(List<Peer> all) ? all : List.of(new Peer(name, peer()));
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(
        List.of(
            "--name=" + name,
            "--data-dir=" + files.data(),
            "--listen-client-urls=" + LOCAL + "," + client(),
            "--advertise-client-urls=" + client(),
            "--listen-peer-urls=" + peer(),
            "--initial-advertise-peer-urls=" + peer(),
            "--initial-cluster="
                + peers.stream()
                    .map(each -> each.name() + "=" + each.url())
                    .collect(Collectors.joining(",")),
            // Where data was lost, never a cluster of its own beside that of the others.
            "--initial-cluster-state=" + (origin instanceof Origin.First ? "new" : "existing"),
            "--cert-file=" + files.pki("server.crt"),
            "--key-file=" + files.pki("server.key"),
            "--trusted-ca-file=" + files.authority(),
            "--client-cert-auth=true",
            "--peer-cert-file=" + files.pki("peer.crt"),
            "--peer-key-file=" + files.pki("peer.key"),
            "--peer-trusted-ca-file=" + files.authority(),
            "--peer-client-cert-auth=true",
            "--snapshot-count=10000",
            "--quota-backend-bytes=" + MOST_BYTES,
            "--logger=zap",
            "--log-outputs=stderr"));
    return command;
  }
}
