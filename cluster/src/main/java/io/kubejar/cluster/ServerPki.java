package io.kubejar.cluster;

import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The keys and certificates of a server, in its data directory or in memory.
final class ServerPki {
  private ServerPki() {}

  /// Opens them, or makes them when there are none.
  static ClusterPki open(ClusterConfig config) {
    List<String> names = new ArrayList<>(List.of(config.advertised()));
    names.addAll(config.server().serving().extraNames());
    if (config.membership() != null) {
      names.add(hostOf(config.membership().endpoint()));
    }
    PkiOptions options = PkiOptions.of(config.domain(), config.plan().apiService(), names);
    Path directory = config.directory();
    ClusterPki pki =
        directory == null
            ? ClusterPki.inMemory(options, Clock.systemUTC())
            : ClusterPki.open(directory.resolve("pki"), options, Clock.systemUTC());
    return pki.prepare();
  }

  /// The host of an address with a port.
  private static String hostOf(String endpoint) {
    return endpoint.substring(0, endpoint.lastIndexOf(':')).replaceAll("[\\[\\]]", "");
  }
}
