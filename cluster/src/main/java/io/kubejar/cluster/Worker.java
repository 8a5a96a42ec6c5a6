package io.kubejar.cluster;

import io.kubejar.cli.DataDirectory;
import io.kubejar.client.Client;
import io.kubejar.client.Informers;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.client.http.Servers;
import io.kubejar.cluster.machines.NodeCertificate;
import io.kubejar.cluster.machines.ServerFollower;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Pem;
import io.kubejar.node.cri.CriClient;
import io.kubejar.server.health.Version;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A machine that is a node of a cluster whose servers are elsewhere: agent, service proxy and DNS,
/// which talk to whichever server answers.
final class Worker implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster");
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final Teardown owned = new Teardown();
  private final NodeCertificate certificate;
  private final Path servingFile;
  private final List<X509Certificate> authorities;
  private final HttpTransport transport;
  private final Client client;

  private Worker(DataDirectory directory, ClusterConfig config, String name) throws IOException {
    this.certificate = NodeCertificate.read(certificateFile(directory), name);
    this.servingFile = directory.pki().resolve("node-serving.pem");
    this.authorities = Pem.certificates(Files.readString(directory.pki().resolve("ca.crt")));
    Servers servers = new Servers(remembered(directory, config));
    ClientTls tls =
        new ClientTls(new ClientTls.Trust.Authorities(authorities), certificate::identity, null);
    this.transport =
        owned.own(
            "client",
            new HttpTransport(
                new Endpoint(servers.current(), tls, null),
                servers,
                "kubelet/" + Version.GIT_VERSION + " (kubejar)"));
    this.client = new Client(transport);
    owned.own(
        "list of servers",
        ServerFollower.start(client, servers, known -> remember(directory, known)));
  }

  static Path certificateFile(DataDirectory directory) {
    return directory.pki().resolve("node-client.pem");
  }

  static Path serverFile(DataDirectory directory) {
    return directory.root().resolve("servers");
  }

  /// Notes where the cluster's servers are, for a start when some of them are not there.
  static void remember(DataDirectory directory, List<URI> servers) {
    try {
      Files.write(serverFile(directory), servers.stream().distinct().map(URI::toString).toList());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the servers can't be noted: {0}", e.getMessage());
    }
  }

  /// The servers that a node knows, as nobody in particular asks them.
  static List<Endpoint> servers(DataDirectory directory) throws IOException {
    ClientTls tls =
        ClientTls.authorities(
            Pem.certificates(Files.readString(directory.pki().resolve("ca.crt"))));
    return Files.readAllLines(serverFile(directory)).stream()
        .map(line -> new Endpoint(URI.create(line), tls, null))
        .toList();
  }

  private static List<URI> remembered(DataDirectory directory, ClusterConfig config)
      throws IOException {
    List<URI> servers = new ArrayList<>();
    if (Files.exists(serverFile(directory))) {
      Files.readAllLines(serverFile(directory)).forEach(line -> servers.add(URI.create(line)));
    }
    ClusterConfig.Membership membership = config.membership();
    if (membership != null) {
      servers.add(URI.create("https://" + membership.endpoint()));
    }
    return servers;
  }

  /// Starts it; what the servers refuse at first, or when none answers, is tried again.
  static Worker start(DataDirectory directory, ClusterConfig config, String name)
      throws IOException, InterruptedException {
    Worker worker = new Worker(directory, config, name);
    try {
      worker.run(config, name);
      return worker;
    } catch (IOException | InterruptedException | RuntimeException e) {
      worker.close();
      throw e;
    }
  }

  private void run(ClusterConfig config, String name) throws IOException, InterruptedException {
    Thread renewal = Thread.ofVirtual().name("node-certificate").start(this::renew);
    owned.own("renewal of the certificate", renewal::interrupt);
    Informers informers = owned.own("informers", new Informers(client));
    switch (config.nodes()) {
      case ClusterConfig.Nodes.Real settings -> {
        MachineNetwork.installInterface(config, settings);
        RealNode node = owned.own("node", new RealNode(config, settings));
        CriClient runtime = node.startRuntime();
        MachineNetwork.start(config, settings, informers, owned);
        informers.start();
        NodeServing serving =
            owned.own(
                "serving certificate",
                NodeServing.start(servingFile, settings.name(), config.nodeAddress(), client));
        node.startAgent(runtime, client, null, serving.security(settings.name(), authorities));
      }
      case ClusterConfig.Nodes.Pretended pretended ->
          owned.own(
              "simulated node", SimulatedNodes.startOne(pretended.name(), config, client, null));
      case ClusterConfig.Nodes.None() -> {}
      case ClusterConfig.Nodes.Simulated(int count) ->
          throw new IllegalArgumentException(count + " nodes can't be one machine");
    }
  }

  private void renew() {
    try {
      while (true) {
        try {
          if (certificate.renew(client, Instant.now(), ANSWER)) {
            transport.reconnect();
            LOG.log(
                System.Logger.Level.INFO,
                "the node has a new certificate, which ends at {0}",
                certificate.end());
          }
        } catch (IOException e) {
          LOG.log(System.Logger.Level.WARNING, e.getMessage());
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  @Override
  public void close() {
    owned.close();
  }
}
