package io.kubejar.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How to reach an etcd, by upstream's names.
public final class EtcdOptions {
  @Option(
      names = "--etcd-servers",
      paramLabel = "URL",
      split = ",",
      description =
          "Keep the state in etcd: its endpoints, such as https://10.0.0.1:2379 (default: in the"
              + " data directory).")
  private List<URI> servers = List.of();

  @Option(
      names = "--etcd-cafile",
      paramLabel = "FILE",
      description = "Certificates of whoever signed those of etcd.")
  private @Nullable Path authority;

  @Option(
      names = "--etcd-certfile",
      paramLabel = "FILE",
      description = "The client certificate for etcd.")
  private @Nullable Path certificate;

  @Option(
      names = "--etcd-keyfile",
      paramLabel = "FILE",
      description = "The key of the client certificate for etcd.")
  private @Nullable Path key;

  /// Its endpoints; none when the state is not in etcd.
  public List<URI> servers() {
    return List.copyOf(servers);
  }

  /// The same at other endpoints.
  public EtcdOptions at(List<URI> endpoints) {
    var others = new EtcdOptions();
    others.servers = List.copyOf(endpoints);
    others.authority = authority;
    others.certificate = certificate;
    others.key = key;
    return others;
  }

  public @Nullable Path authority() {
    return authority;
  }

  public @Nullable Path certificate() {
    return certificate;
  }

  public @Nullable Path key() {
    return key;
  }
}
