package io.kubejar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cli.ServerOptions;
import io.kubejar.cluster.network.AddressPlan;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.etcd.EtcdProcess;
import io.kubejar.store.etcd.EtcdSettings;
import io.kubejar.store.etcd.EtcdStore;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Int;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Starts the API server on what an upstream API server left in etcd, where a dump of that is at
/// hand, and asks for every object in every version.
class UpstreamStateTest {
  private static final List<Path> DUMPS =
      List.of(
          Path.of("../../shared/kubernetes-1.36/etcd"), Path.of("../shared/kubernetes-1.36/etcd"));

  /// What the server itself keeps up to date: its addresses and authorities.
  private static final Set<String> OWN =
      Set.of(
          "/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication",
          "/api/v1/namespaces/default/endpoints/kubernetes",
          "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes");

  @TempDir Path directory;

  @Test
  void everyObjectOfAnUpstreamClusterIsServed() throws Exception {
    var dump = DUMPS.stream().filter(Files::isDirectory).findFirst();
    if (dump.isEmpty() || !EtcdProcess.available()) {
      System.err.println("there is no dump of an upstream cluster or no etcd here: left out");
      return;
    }
    try (EtcdProcess etcd = EtcdProcess.start()) {
      load(dump.get().resolve("dump.jsonl"), etcd.endpoint());
      var differing = new TreeMap<String, String>();
      try (ControlPlane plane = plane(etcd.endpoint());
          HttpClient client =
              HttpClient.builder()
                  .tls(ClientTls.authorities(List.of(plane.pki().authority().certificate())))
                  .build()) {
        String server = "https://127.0.0.1:" + plane.server().port();
        for (String line : Files.readAllLines(dump.get().resolve("index.jsonl"))) {
          var asked = (Obj) JsonValue.parse(line);
          String path = asked.text("path");
          JsonValue expected =
              JsonValue.parse(Files.readAllBytes(dump.get().resolve(asked.text("file"))));
          JsonValue actual = get(client, server + path);
          if (!OWN.contains(path) && !same(path, expected, actual)) {
            differing.put(path, "expected " + text(expected) + "\n got " + text(actual));
          }
        }
      }
      assertThat(differing).isEmpty();
    }
  }

  /// Members of built-in kinds are in upstream's order too; custom objects it sorts by name.
  private static boolean same(String path, JsonValue expected, JsonValue actual) {
    return path.startsWith("/apis/demo.example.com/")
        ? unversioned(expected).equals(unversioned(actual))
        : text(expected).equals(text(actual));
  }

  private static String text(JsonValue object) {
    return new String(unversioned(object).toJson(), StandardCharsets.UTF_8);
  }

  /// The object but for the revision, which is the store's own.
  private static Obj unversioned(JsonValue object) {
    Obj whole = (Obj) object;
    return whole.with("metadata", whole.object("metadata").without("resourceVersion"));
  }

  private static JsonValue get(HttpClient client, String url) throws IOException {
    var request = ClientRequest.get(URI.create(url)).withHeader("authorization", "Bearer secret");
    try (var response = client.send(request)) {
      return JsonValue.parse(response.body().readAllBytes());
    }
  }

  private static void load(Path file, URI endpoint) throws IOException {
    var entries = new ArrayList<Obj>();
    for (String line : Files.readAllLines(file)) {
      entries.add((Obj) JsonValue.parse(line));
    }
    entries.sort(Comparator.comparingLong(entry -> number(entry, "mod_revision")));
    try (Store store =
        EtcdStore.open(
            new EtcdSettings(List.of(endpoint), null, null, null),
            new SystemTimer(),
            Limits.DEFAULT)) {
      for (Obj entry : entries) {
        store.commit(
            Transaction.put(entry.text("key"), Base64.getDecoder().decode(entry.text("value"))));
      }
      assertThat(store.count(Keys.prefix("/registry/"), Store.CURRENT)).isEqualTo(entries.size());
    }
  }

  private static long number(Obj object, String member) {
    return object.get(member) instanceof Int(long value) ? value : 0;
  }

  private ControlPlane plane(URI etcd) throws IOException, InterruptedException {
    Path tokens = directory.resolve("tokens");
    Files.writeString(tokens, "secret,admin,admin,\"system:masters\"\n");
    var options = new ServerOptions();
    new CommandLine(options)
        .parseArgs("--token-auth-file", tokens.toString(), "--etcd-servers", etcd.toString());
    var address = new InetSocketAddress("127.0.0.1", 0);
    var config =
        new ClusterConfig(
            "upstream",
            null,
            address,
            AddressPlan.of("kubejar", null, null),
            new ClusterConfig.Nodes.None(),
            "cluster.local",
            options);
    return ControlPlane.start(config, List.of(address), null);
  }
}
