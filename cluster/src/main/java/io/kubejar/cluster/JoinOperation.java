package io.kubejar.cluster;

import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.Operations.Join;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.cluster.etcd.EtcdMembership;
import io.kubejar.cluster.machines.BootstrapToken;
import io.kubejar.cluster.machines.ClusterInfo;
import io.kubejar.cluster.machines.ClusterShape;
import io.kubejar.cluster.machines.NodeCertificate;
import io.kubejar.cluster.machines.SharedKeys;
import io.kubejar.http.ClientTls;
import io.kubejar.server.health.Version;
import io.kubejar.server.pki.Credential;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Joins a cluster, as a node or as a further server.
///
/// All that can be wrong is looked for before anything is written; what was written is taken away
/// when the first start fails.
final class JoinOperation {
  private static final Duration CERTIFICATE_WAIT = Duration.ofSeconds(60);
  private static final int PORT = 6443;

  private final ClusterOptions cluster;
  private final DataDirectory directory;
  private final Console console;
  private final MachineStart start;
  private final MachineFiles files;

  JoinOperation(ClusterOptions cluster, boolean detach, Console console) {
    this.cluster = cluster;
    this.directory = cluster.directory();
    this.console = console;
    this.start = new MachineStart(cluster, detach, console);
    this.files = new MachineFiles(directory);
  }

  int run(List<String> arguments, Join join) throws IOException, InterruptedException {
    BootstrapToken token = BootstrapToken.parse(join.token());
    byte[] key = join.certificateKey() == null ? null : SharedKeys.key(join.certificateKey());
    String endpoint = Addresses.endpoint("the server", join.server(), PORT);
    files.requireUnused();
    URI server = URI.create("https://" + endpoint);
    ClusterInfo info = ClusterInfo.discover(server, token, join.hashes());
    console.say("The cluster at %s is the one that the token is for".formatted(endpoint));
    var access =
        new Endpoint(server, ClientTls.authorities(info.authorities()), () -> token.text());
    try (var transport = new HttpTransport(access, "kubejar-join/" + Version.GIT_VERSION)) {
      Client client = new Client(transport);
      ClusterShape shape = shape(client);
      List<String> all = new ArrayList<>(arguments);
      all.add("--pod-cidr=" + shape.podRange());
      all.add("--service-cidr=" + shape.serviceRange());
      all.add("--control-plane-endpoint=" + shape.endpoint());
      return key == null
          ? joinAsNode(client, info, List.of(server, info.server()), all)
          : joinAsServer(client, shape, key, all);
    } catch (ApiException e) {
      start.undo(files);
      throw new UserException(
          e.status().code() == 401 || e.status().code() == 403
              ? "the token \"%s\" is not good for joining: %s".formatted(token.id(), e.getMessage())
              : String.valueOf(e.getMessage()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      start.undo(files);
      throw e;
    }
  }

  private int joinAsNode(Client client, ClusterInfo info, List<URI> servers, List<String> arguments)
      throws IOException, InterruptedException {
    MemberOptions options = MemberOptions.of(arguments);
    if (!options.withNode()) {
      throw new UserException("a machine that is no server has to be a node: leave out --no-node");
    }
    List<String> resolved = new ArrayList<>(arguments);
    if (options.nodeAddress() == null) {
      resolved.add("--node-ip=" + Addresses.ofThisMachine("--node-ip"));
      options = MemberOptions.of(resolved);
    }
    boolean real = start.real(options);
    ClusterConfig config = MemberConfig.node(cluster, options, real);
    MemberConfig.preflight(config);
    String name = MemberConfig.nodeName(options);
    requireNewNode(client, name);
    Credential credential = NodeCertificate.first(client, name, CERTIFICATE_WAIT);
    console.say("The cluster vouches for this machine as node %s".formatted(name));
    MachineFiles.write(
        directory.pki().resolve("ca.crt"),
        Pems.encode(info.authorities()).getBytes(StandardCharsets.US_ASCII));
    NodeCertificate.write(Worker.certificateFile(directory), credential);
    Worker.remember(directory, servers);
    new MachineFile(false, resolved).write(directory);
    return start.serveNode(config, options);
  }

  private int joinAsServer(Client client, ClusterShape shape, byte[] key, List<String> arguments)
      throws IOException, InterruptedException {
    Map<String, byte[]> keys = SharedKeys.download(client, key);
    List<String> resolved = MachineStart.resolved(arguments);
    MemberOptions options = MemberOptions.of(resolved);
    List<URI> members = List.of();
    if (options.run().server().etcd().servers().isEmpty()) {
      switch (shape.state()) {
        case ClusterShape.State.First() ->
            throw new UserException(
                "the cluster's first server keeps the state itself; on that one first: kubejar"
                    + " down, kubejar init --cluster-init");
        case ClusterShape.State.External(List<URI> endpoints) ->
            resolved.addAll(external(endpoints, keys));
        case ClusterShape.State.Stacked(_, List<URI> all) -> {
          members = all;
          resolved.addAll(OwnEtcd.options(directory, options));
        }
      }
      options = MemberOptions.of(resolved);
    }
    boolean real = start.real(options);
    EtcdMembership etcd = start.ownEtcd(options);
    if (etcd != null) {
      etcd.requireRoom();
    }
    ClusterConfig config = start.config(options, real);
    MemberConfig.preflight(config);
    if (options.withNode()) {
      requireNewNode(client, MemberConfig.nodeName(options));
    }
    for (Map.Entry<String, byte[]> file : keys.entrySet()) {
      MachineFiles.write(directory.root().resolve(file.getKey()), file.getValue());
    }
    new MachineFile(true, resolved).write(directory);
    List<URI> others = members;
    return start.serve(
        config, options, etcd == null ? null : () -> etcd.join(others), started -> {});
  }

  /// The options of a server over an etcd that others look after.
  private List<String> external(List<URI> endpoints, Map<String, byte[]> keys) {
    List<String> options = new ArrayList<>();
    options.add(
        "--etcd-servers=" + String.join(",", endpoints.stream().map(URI::toString).toList()));
    for (var option :
        Map.of(
                "--etcd-cafile", "pki/external-etcd-ca.crt",
                "--etcd-certfile", "pki/external-etcd.crt",
                "--etcd-keyfile", "pki/external-etcd.key")
            .entrySet()) {
      if (keys.containsKey(option.getValue())) {
        options.add(option.getKey() + "=" + directory.root().resolve(option.getValue()));
      }
    }
    return options;
  }

  private static void requireNewNode(Client client, String name) {
    Optional<Node> known = client.resources(NodeKind.NODE, "").find(name);
    if (known.isPresent()
        && known.get().status().conditions().stream()
            .anyMatch(each -> each.type().equals("Ready") && each.status().equals("True"))) {
      throw new UserException(
          "a node \"%s\" is in the cluster already, and ready; choose another --node-name"
              .formatted(name));
    }
  }

  private static ClusterShape shape(Client client) {
    return ClusterShape.of(
        client.resources(ConfigMapKind.CONFIG_MAP, "kube-system").get(ClusterShape.CONFIG_MAP));
  }
}
