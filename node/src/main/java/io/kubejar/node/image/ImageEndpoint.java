package io.kubejar.node.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Serves a store's images on loopback by the OCI distribution protocol, for reading only.
///
/// The runtime uses it as a mirror of every registry: it names the registry it meant with the query
/// `ns`, and asks the registry itself where the answer here is 404. The path begins with a secret
/// that only the runtime's configuration (readable by root) knows, since all users of a machine
/// reach its loopback.
public final class ImageEndpoint implements AutoCloseable {

  private static final Pattern RESOURCE =
      Pattern.compile("/v2/(?<repository>.+)/(?<kind>manifests|blobs)/(?<reference>[^/]+)");

  private final ImageStore store;
  private final String secret;
  private final HttpServer server;
  private final ExecutorService workers;

  private ImageEndpoint(ImageStore store, HttpServer server, ExecutorService workers) {
    this.store = store;
    this.server = server;
    this.workers = workers;
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    secret = "/" + HexFormat.of().formatHex(random);
  }

  /// Starts to serve on a free port of 127.0.0.1.
  public static ImageEndpoint start(ImageStore store) throws IOException {
    var server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    ExecutorService workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("image-endpoint-", 0).factory());
    var endpoint = new ImageEndpoint(store, server, workers);
    server.setExecutor(workers);
    server.createContext("/", endpoint::handle);
    server.start();
    return endpoint;
  }

  /// Where it is, with the secret: `http://127.0.0.1:<port>/<secret>/v2`.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + secret + "/v2";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        refuse(exchange, 405, "UNSUPPORTED");
      } else if (!path.startsWith(secret + "/")) {
        refuse(exchange, 404, "NAME_UNKNOWN");
      } else {
        serve(exchange, path.substring(secret.length()));
      }
    }
  }

  private void serve(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/v2/") || path.equals("/v2")) {
      answer(exchange, "application/json", "", "{}".getBytes(StandardCharsets.UTF_8));
      return;
    }
    Matcher resource = RESOURCE.matcher(path);
    if (!resource.matches()) {
      refuse(exchange, 404, "NAME_UNKNOWN");
      return;
    }
    String reference = resource.group("reference");
    if (resource.group("kind").equals("blobs")) {
      Optional<Path> blob = store.blob(reference);
      if (blob.isPresent()) {
        stream(exchange, reference, blob.get());
      } else {
        refuse(exchange, 404, "BLOB_UNKNOWN");
      }
      return;
    }
    Optional<String> digest =
        Digests.isDigest(reference)
            ? store.blob(reference).map(file -> reference)
            : resolve(registry(exchange), resource.group("repository"), reference);
    if (digest.isPresent()) {
      byte[] manifest = store.read(digest.get());
      answer(exchange, mediaType(manifest), digest.get(), manifest);
    } else {
      refuse(exchange, 404, "MANIFEST_UNKNOWN");
    }
  }

  private Optional<String> resolve(String registry, String repository, String tag) {
    try {
      ImageName name = ImageName.parse(registry + "/" + repository + ":" + tag);
      return store.find(name).map(ImageStore.StoredImage::digest);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String registry(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    if (query != null) {
      for (String parameter : query.split("&")) {
        if (parameter.startsWith("ns=")) {
          return parameter.substring("ns=".length());
        }
      }
    }
    return "localhost";
  }

  private static String mediaType(byte[] manifest) {
    var document = OciJson.object(manifest);
    if (document.get("mediaType") instanceof String type) {
      return type;
    }
    return document.containsKey("manifests") ? ImageStore.INDEX_TYPE : ImageStore.MANIFEST_TYPE;
  }

  private static void answer(HttpExchange exchange, String type, String digest, byte[] body)
      throws IOException {
    begin(exchange, type, digest, body.length);
    if (exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void stream(HttpExchange exchange, String digest, Path file) throws IOException {
    begin(exchange, "application/octet-stream", digest, Files.size(file));
    if (exchange.getRequestMethod().equals("GET")) {
      try (InputStream in = Files.newInputStream(file)) {
        in.transferTo(exchange.getResponseBody());
      }
    }
  }

  private static void begin(HttpExchange exchange, String type, String digest, long length)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Docker-Distribution-Api-Version", "registry/2.0");
    if (!digest.isEmpty()) {
      headers.set("Docker-Content-Digest", digest);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Long.toString(length));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
    }
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    String text = "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"not here\"}]}";
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }
}
