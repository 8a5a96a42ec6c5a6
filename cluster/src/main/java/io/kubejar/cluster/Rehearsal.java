package io.kubejar.cluster;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.ServerOptions;
import io.kubejar.client.Client;
import io.kubejar.client.Informers;
import io.kubejar.client.http.Endpoint;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.cluster.network.AddressPlan;
import io.kubejar.dns.ClusterZone;
import io.kubejar.dns.DnsServer;
import io.kubejar.dns.Forwarder;
import io.kubejar.dns.Responder;
import io.kubejar.http.ClientRequest;
import io.kubejar.node.cri.CriClient;
import io.kubejar.node.cri.CriException;
import io.kubejar.node.image.ImageEndpoint;
import io.kubejar.node.image.ImageStore;
import io.kubejar.node.image.PauseImage;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A short life of a simulated cluster that goes through what every start and the first commands of
/// `kubectl` do, so that the AOT cache made from it holds the classes and profiles they need.
final class Rehearsal {
  private static final int MOST_BYTES = 64 << 20;
  private static final int HTTP2_REQUESTS = 300;
  private static final String TABLE =
      "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
  private static final String DISCOVERY =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

  private Rehearsal() {}

  static void run() throws IOException, InterruptedException {
    Path root = Files.createTempDirectory("kubejar-rehearsal");
    try {
      ClusterConfig config =
          new ClusterConfig(
              "rehearsal",
              root,
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              AddressPlan.of("rehearsal", null, null),
              new ClusterConfig.Nodes.Simulated(1),
              "cluster.local",
              new ServerOptions());
      DataDirectory directory = new DataDirectory(root);
      try (PrintStream log = Detached.openLog(directory.log())) {
        Logging.to(log);
        Settings settings = new Settings("rehearsal", 1, "", "", "", "");
        settings.write(directory);
        RunningProcess.note(directory);
        try (Cluster cluster = Cluster.start(config, Progress.NONE)) {
          Kubeconfig.empty().with(cluster.administrator()).write(directory.kubeconfig());
          Endpoint endpoint = Kubeconfig.read(directory.kubeconfig()).endpoint();
          try (HttpTransport transport = new HttpTransport(endpoint, "rehearsal")) {
            use(new Client(transport));
          }
          askAsKubectl(endpoint);
          askOverHttp2(cluster);
          RehearsedLoad.run(endpoint);
          serveNames(cluster);
        }
        RunningProcess.forget(directory.pidFile());
      }
      reachForContainers(root);
    } finally {
      Remains.deleteTree(root);
    }
  }

  private static void use(Client client) {
    client.resources(NamespaceKind.NAMESPACE).list();
    var pods = client.resources(PodKind.POD, "default");
    pods.create(
        Pod.builder()
            .metadata(m -> m.name("rehearsal").namespace("default"))
            .spec(s -> s.containers(Container.builder().name("app").image("example/app").build()))
            .build());
    pods.get("rehearsal");
    pods.list();
    pods.delete("rehearsal");
  }

  /// With the administrator's certificate, over HTTP/1.1.
  private static void askAsKubectl(Endpoint endpoint) throws IOException {
    try (var client = io.kubejar.http.HttpClient.builder().tls(endpoint.tls()).build()) {
      for (List<String> each :
          List.of(
              List.of("/readyz", "*/*"),
              List.of("/version", "*/*"),
              List.of("/api", DISCOVERY),
              List.of("/apis", DISCOVERY),
              List.of("/openapi/v3", "application/json"),
              List.of("/api/v1/nodes?limit=500", TABLE),
              List.of("/api/v1/pods?limit=500", TABLE),
              List.of("/api/v1/namespaces/default/events?limit=500", TABLE),
              List.of("/apis/apps/v1/deployments?limit=500", TABLE),
              List.of(
                  "/api/v1/namespaces?watch=true&resourceVersion=0&timeoutSeconds=1",
                  "application/json"))) {
        var request =
            ClientRequest.get(endpoint.server().resolve(each.getFirst()))
                .withHeader("Accept", each.getLast());
        try (var response = client.send(request)) {
          response.readBody(MOST_BYTES);
        }
      }
    }
  }

  /// As anonymous; our own client speaks HTTP/1.1 alone.
  private static void askOverHttp2(Cluster cluster) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(trusting(cluster))
            .build()) {
      URI ready = URI.create("https://127.0.0.1:" + cluster.port() + "/readyz");
      for (int i = 0; i < HTTP2_REQUESTS; i++) {
        client.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());
      }
    }
  }

  private static SSLContext trusting(Cluster cluster) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("authority", cluster.authority());
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot set up TLS: " + e.getMessage(), e);
    }
  }

  private static void serveNames(Cluster cluster) throws IOException {
    try (Informers informers = new Informers(cluster.client())) {
      ClusterZone zone = new ClusterZone("cluster.local", informers);
      informers.start();
      Forwarder forwarder = Forwarder.fromFile(Path.of("/etc/resolv.conf"));
      Responder responder = new Responder(zone, forwarder, new Random());
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      try (DnsServer _ = DnsServer.start(responder, address)) {
        responder.reply(query("kubernetes.default.svc.cluster.local"), true);
      }
    }
  }

  /// A question for a name's addresses.
  private static byte[] query(String name) {
    var out = new java.io.ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : name.split("\\.")) {
      out.write(label.length());
      out.writeBytes(label.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    out.writeBytes(new byte[] {0, 0, 1, 0, 1});
    return out.toByteArray();
  }

  /// As far as it goes without a container runtime.
  private static void reachForContainers(Path root) throws IOException {
    ImageStore images = new ImageStore(root.resolve("images"));
    PauseImage.putInto(images);
    try (ImageEndpoint _ = ImageEndpoint.start(images);
        CriClient client = new CriClient(root.resolve("none.sock"))) {
      client.version();
    } catch (CriException _) {
      // Nothing listens there.
    }
  }
}
