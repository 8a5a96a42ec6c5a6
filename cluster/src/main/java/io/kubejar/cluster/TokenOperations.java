package io.kubejar.cluster;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.Console;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.EtcdOptions;
import io.kubejar.cli.MemberOptions;
import io.kubejar.cli.Operations.JoinCommandLine;
import io.kubejar.cli.Operations.NewToken;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import io.kubejar.client.Resources;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.cluster.machines.BootstrapToken;
import io.kubejar.cluster.machines.ClusterInfo;
import io.kubejar.cluster.machines.SharedKeys;
import io.kubejar.cluster.machines.TokenTable;
import io.kubejar.http.Pem;
import io.kubejar.server.health.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What administrators do with the tokens that machines join with.
final class TokenOperations {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final DataDirectory directory;
  private final Console console;

  TokenOperations(ClusterOptions cluster, Console console) {
    this.directory = cluster.directory();
    this.console = console;
  }

  private interface Work {
    void on(Client client) throws IOException;
  }

  private int asAdministrator(Work work) throws IOException {
    Path file = directory.kubeconfig();
    if (!Files.exists(file)) {
      throw new UserException("there is no server of a cluster in " + directory.root());
    }
    try (var transport =
        new HttpTransport(Kubeconfig.read(file).endpoint(), "kubejar/" + Version.GIT_VERSION)) {
      work.on(new Client(transport));
      return 0;
    } catch (ApiException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  int create(NewToken wanted, JoinCommandLine shown) throws IOException {
    Instant end = end("--ttl", wanted.timeToLive());
    BootstrapToken.Purpose purpose =
        new BootstrapToken.Purpose(end, wanted.usages(), wanted.groups(), wanted.description());
    BootstrapToken token =
        wanted.token() == null
            ? BootstrapToken.random(RANDOM)
            : BootstrapToken.parse(wanted.token());
    String given = shown.certificateKey();
    if (given != null) {
      SharedKeys.key(given);
    }
    return asAdministrator(
        client -> {
          secrets(client).create(token.toSecret(purpose));
          String key = given;
          if (shown.upload()) {
            key = given == null ? SharedKeys.randomKey(RANDOM) : given;
            upload(client, directory, key);
          }
          console.say(shown.whole() ? command(directory, token, key) : token.text());
          if (!shown.whole() && shown.upload()) {
            console.say(String.valueOf(key));
          }
        });
  }

  int list() throws IOException {
    return asAdministrator(
        client ->
            TokenTable.of(secrets(client).list().items(), Instant.now()).forEach(console::say));
  }

  int delete(List<String> tokens) throws IOException {
    List<String> ids = tokens.stream().map(TokenOperations::id).toList();
    return asAdministrator(
        client -> {
          for (String id : ids) {
            try {
              secrets(client).delete("bootstrap-token-" + id);
            } catch (ApiException e) {
              throw e.isNotFound()
                  ? new UserException("there is no bootstrap token \"" + id + "\"")
                  : e;
            }
            console.say("bootstrap token \"" + id + "\" deleted");
          }
        });
  }

  private static String id(String text) {
    return text.matches("[a-z0-9]{6}") ? text : BootstrapToken.parse(text).id();
  }

  private static Resources<Secret> secrets(Client client) {
    return client.resources(SecretKind.SECRET, BootstrapToken.NAMESPACE);
  }

  /// When something ends that is to be good for a time; null for never.
  static @Nullable Instant end(String option, String timeToLive) {
    Duration duration = GoDuration.parse(option, timeToLive);
    return duration.isZero() ? null : Instant.now().plus(duration);
  }

  /// The command that a machine joins with.
  ///
  /// @param certificateKey for another server; null for a node
  static String command(
      DataDirectory directory, BootstrapToken token, @Nullable String certificateKey)
      throws IOException {
    X509Certificate authority =
        Pem.certificates(Files.readString(directory.pki().resolve("ca.crt"))).getFirst();
    String server = MachineFile.endpoint(directory);
    String command =
        "kubejar join %s --token %s --discovery-token-ca-cert-hash %s"
            .formatted(server, token.text(), ClusterInfo.hash(authority));
    return certificateKey == null
        ? command
        : command + " --control-plane --certificate-key " + certificateKey;
  }

  /// Seals what further servers need.
  static void upload(Client client, DataDirectory directory, String key) throws IOException {
    Map<String, Path> further = new HashMap<>();
    if (MachineFile.exists(directory)) {
      MemberOptions options = MachineFile.read(directory).options();
      // The client certificate for an etcd of our own is each server's own.
      EtcdOptions etcd =
          options.etcdMember() == null ? options.run().server().etcd() : new EtcdOptions();
      put(further, "external-etcd-ca.crt", etcd.authority());
      put(further, "external-etcd.crt", etcd.certificate());
      put(further, "external-etcd.key", etcd.key());
    }
    SharedKeys.upload(
        client, directory.root(), further, SharedKeys.key(key), Instant.now(), RANDOM);
  }

  private static void put(Map<String, Path> files, String name, @Nullable Path file) {
    if (file != null) {
      files.put(name, file);
    }
  }
}
