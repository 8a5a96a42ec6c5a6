package io.kubejar.cluster.etcd;

import io.kubejar.store.etcd.EtcdSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Where a machine's etcd has its files.
///
/// @param root the data directory
public record EtcdFiles(Path root) {

  /// Etcd's own, for its owner only.
  public Path data() {
    return root.resolve("etcd");
  }

  Path pidFile() {
    return root.resolve("etcd.pid");
  }

  /// What etcd writes.
  public Path log() {
    return root.resolve("etcd.log");
  }

  /// Where the other members are, for a start at which the one here is not there.
  public Path known() {
    return root.resolve("etcd-members");
  }

  Path pki(String name) {
    return root.resolve("pki/etcd").resolve(name);
  }

  public Path authority() {
    return pki("ca.crt");
  }

  /// The server's certificate as a client of etcd.
  public Path clientCertificate() {
    return root.resolve("pki/apiserver-etcd-client.crt");
  }

  public Path clientKey() {
    return root.resolve("pki/apiserver-etcd-client.key");
  }

  /// All that a member makes outside of the certificates.
  public List<Path> all() {
    return List.of(data(), pidFile(), log(), log().resolveSibling("etcd.log.1"), known());
  }

  /// Whether the member has ever run here.
  public boolean hasData() {
    return Files.isDirectory(data().resolve("member"));
  }

  /// How the server reaches etcd.
  EtcdSettings settings(List<URI> endpoints) {
    return new EtcdSettings(endpoints, authority(), clientCertificate(), clientKey());
  }

  List<URI> others() throws IOException {
    return Files.exists(known())
        ? Files.readAllLines(known()).stream()
            .filter(line -> !line.isBlank())
            .map(URI::create)
            .toList()
        : List.of();
  }

  void note(List<URI> others) throws IOException {
    Path fresh = known().resolveSibling(".etcd-members.new");
    Files.write(fresh, others.stream().map(URI::toString).toList());
    Files.move(fresh, known(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
