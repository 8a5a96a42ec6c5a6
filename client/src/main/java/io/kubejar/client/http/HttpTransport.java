package io.kubejar.client.http;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.api.meta.v1.PartialObjectMetadataCodec;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.client.Collection;
import io.kubejar.client.Patch;
import io.kubejar.client.Request;
import io.kubejar.client.Transport;
import io.kubejar.client.Watch;
import io.kubejar.http.Call;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.HttpClient;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.ObjectListCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Carries requests to an API server over HTTPS as JSON.
///
/// Where several servers are known, a request that reached none, or that reading can repeat, goes
/// to the next one; others fail, and what follows goes to the next one. So does what a server
/// refuses because it ends.
public final class HttpTransport implements Transport {
  private static final int ANSWER_LIMIT = 512 << 20;
  private static final int ERROR_LIMIT = 1 << 20;

  /// The server gives up after a minute itself.
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(90);

  /// How long a watch lasts at least, as upstream's informers ask for; at most twice that.
  private static final int WATCH_SECONDS = 300;

  private static final Duration WATCH_GRACE = Duration.ofSeconds(30);

  private final Endpoint endpoint;
  private final Servers servers;
  private final String userAgent;
  private final HttpClient http;

  public HttpTransport(Endpoint endpoint, String userAgent) {
    this(endpoint, new Servers(List.of(endpoint.server())), userAgent);
  }

  /// @param servers which servers there are, instead of the endpoint's own; may change
  public HttpTransport(Endpoint endpoint, Servers servers, String userAgent) {
    this.endpoint = endpoint;
    this.servers = servers;
    this.userAgent = userAgent;
    this.http =
        HttpClient.builder().tls(endpoint.tls()).connectTimeout(Duration.ofSeconds(10)).build();
  }

  @Override
  public <R> R send(Request<R> request) {
    Names names = request.kind().names();
    String method =
        switch (request.verb()) {
          case GET -> "GET";
          case CREATE -> "POST";
          case UPDATE -> "PUT";
          case PATCH -> "PATCH";
          case DELETE, DELETE_COLLECTION -> "DELETE";
        };
    StringBuilder path = path(names, request.namespace());
    if (!request.name().isEmpty()) {
      path.append('/').append(encode(request.name()));
    }
    if (!request.subresource().isEmpty()) {
      path.append('/').append(request.subresource());
    }
    ClientRequest message = request(method, path, request.query(), accept(request.result(), ""));
    Request.Body<?> body = request.body();
    if (body != null) {
      message =
          message.withBody(
              body.value() instanceof Patch patch ? patch.type().mediaType() : "application/json",
              encode(body));
    }
    try (ClientResponse response = execute(message)) {
      return decode(request.result(), response.readBody(ANSWER_LIMIT));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  @Override
  public <T extends ApiObject> ObjectList<T> list(Collection<T> collection) {
    ClientRequest message =
        request(
            "GET",
            path(collection.kind().names(), collection.namespace()),
            query(collection.options(), false),
            accept(collection.kind().codec(), "List"));
    try (ClientResponse response = execute(message)) {
      return decode(
          new ObjectListCodec<>(collection.kind().codec()), response.readBody(ANSWER_LIMIT));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  @Override
  public <T extends ApiObject> Watch<T> watch(Collection<T> collection) {
    Kind<T> kind = collection.kind();
    Map<String, String> query = query(collection.options(), true);
    Long asked = collection.options().timeoutSeconds();
    long seconds =
        asked == null || asked == 0
            ? ThreadLocalRandom.current().nextLong(WATCH_SECONDS, 2 * WATCH_SECONDS)
            : asked;
    query.put("timeoutSeconds", Long.toString(seconds));
    // a connection that died in silence is found out when the server should have ended the watch
    ClientRequest message =
        request("GET", path(kind.names(), collection.namespace()), query, accept(kind.codec(), ""))
            .withReadTimeout(Duration.ofSeconds(seconds).plus(WATCH_GRACE));
    try {
      return new HttpWatch<>(kind, execute(message));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /// Lets new requests open new connections, which show the client's newest certificate.
  public void reconnect() {
    http.closeIdle();
  }

  @Override
  public void close() {
    http.close();
  }

  /// The form to ask for: servers that have it leave out all but the metadata where nothing else is
  /// wanted.
  private static String accept(Codec<?> codec, String suffix) {
    return codec == PartialObjectMetadataCodec.INSTANCE
        ? "application/json;as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1,application/json"
            .formatted(suffix)
        : "application/json";
  }

  private ClientRequest request(
      String method, StringBuilder path, Map<String, String> query, String accept) {
    char separator = '?';
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      path.append(separator).append(parameter.getKey()).append('=');
      path.append(encode(parameter.getValue()));
      separator = '&';
    }
    ClientRequest request =
        ClientRequest.of(method, URI.create(servers.current() + path.toString()))
            .withResponseTimeout(ANSWER_TIMEOUT)
            .withReadTimeout(ANSWER_TIMEOUT)
            .withHeader("Accept", accept)
            .withHeader("User-Agent", userAgent);
    Supplier<String> token = endpoint.bearerToken();
    try {
      return token == null ? request : request.withHeader("Authorization", "Bearer " + token.get());
    } catch (UncheckedIOException e) {
      throw unreachable(new IOException("no token: " + e.getMessage(), e));
    }
  }

  /// Asks the servers, each once, until one answers for good.
  private ClientResponse execute(ClientRequest request) throws IOException {
    int left = servers.all().size();
    ClientRequest attempt = request;
    while (true) {
      URI server = servers.current();
      attempt = at(server, attempt);
      left--;
      Call call = http.call(attempt);
      try {
        ClientResponse response = call.execute();
        if (response.status() < 300) {
          return response;
        }
        try (response) {
          if (left <= 0 || !isLeaving(response)) {
            throw failure(response.status(), response.readBody(ERROR_LIMIT));
          }
        }
        leave(server);
      } catch (IOException e) {
        leave(server);
        if (left <= 0 || (call.sent() && !attempt.method().equals("GET"))) {
          throw e;
        }
      }
    }
  }

  /// Goes on with the next server, on new connections: those that wait for another request may be
  /// to servers that have ended since, and what is sent there once can't be sent again.
  private void leave(URI server) {
    servers.failed(server);
    http.closeIdle();
  }

  private static ClientRequest at(URI server, ClientRequest request) {
    URI uri = request.uri();
    String path =
        uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    URI there = URI.create(server + path);
    return there.equals(uri) ? request : request.withUri(there);
  }

  /// Whether a server does not want the request, because it ends, and did nothing about it.
  private static boolean isLeaving(ClientResponse response) {
    return (response.status() == 503 || response.status() == 429)
        && response.headers().contains("Retry-After");
  }

  private static ApiException failure(int code, byte[] body) {
    try {
      Status status = JsonDecoder.decode(StatusCodec.INSTANCE, body);
      if (status.code() != 0) {
        return new ApiException(status);
      }
    } catch (JsonException e) {
      // not a Status: told by its text below
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return new ApiException(
        Status.builder()
            .status("Failure")
            .code(code)
            .reason(reason(code))
            .message("the server answered " + code + ": " + text.strip())
            .build());
  }

  private static ApiException unreachable(IOException cause) {
    ApiException failure =
        new ApiException(
            Status.builder()
                .status("Failure")
                .code(503)
                .reason("ServiceUnavailable")
                .message("the server can't be reached: " + cause.getMessage())
                .build());
    failure.initCause(cause);
    return failure;
  }

  /// The reason that stands for a code where the answer gives none, as a proxy's does.
  private static String reason(int code) {
    return switch (code) {
      case 400 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 405 -> "MethodNotAllowed";
      case 406 -> "NotAcceptable";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 413 -> "RequestEntityTooLarge";
      case 415 -> "UnsupportedMediaType";
      case 422 -> "Invalid";
      case 429 -> "TooManyRequests";
      case 503 -> "ServiceUnavailable";
      case 504 -> "Timeout";
      default -> code >= 500 ? "InternalError" : "";
    };
  }

  private static <R> R decode(Codec<R> codec, byte[] json) {
    try {
      return JsonDecoder.decode(codec, json);
    } catch (JsonException e) {
      ApiException failure =
          new ApiException(
              Status.builder()
                  .status("Failure")
                  .code(500)
                  .reason("InternalError")
                  .message("the server's answer can't be read: " + e.getMessage())
                  .build());
      failure.initCause(e);
      throw failure;
    }
  }

  private static <B> byte[] encode(Request.Body<B> body) {
    return body.codec() instanceof ObjectCodec<B> typed
        ? JsonEncoder.encodeObject(typed, body.value())
        : JsonEncoder.encode(body.codec(), body.value());
  }

  private static StringBuilder path(Names names, String namespace) {
    StringBuilder path = new StringBuilder();
    if (names.group().isEmpty()) {
      path.append("/api/").append(names.version());
    } else {
      path.append("/apis/").append(names.group()).append('/').append(names.version());
    }
    if (names.namespaced() && !namespace.isEmpty()) {
      path.append("/namespaces/").append(encode(namespace));
    }
    return path.append('/').append(names.plural());
  }

  private static Map<String, String> query(ListOptions options, boolean watch) {
    Map<String, String> query = new LinkedHashMap<>();
    if (watch) {
      query.put("watch", "true");
    }
    if (!options.labelSelector().isEmpty()) {
      query.put("labelSelector", options.labelSelector());
    }
    if (!options.fieldSelector().isEmpty()) {
      query.put("fieldSelector", options.fieldSelector());
    }
    if (options.allowWatchBookmarks()) {
      query.put("allowWatchBookmarks", "true");
    }
    if (!options.resourceVersion().isEmpty()) {
      query.put("resourceVersion", options.resourceVersion());
    }
    if (!options.resourceVersionMatch().isEmpty()) {
      query.put("resourceVersionMatch", options.resourceVersionMatch());
    }
    if (options.timeoutSeconds() != null) {
      query.put("timeoutSeconds", options.timeoutSeconds().toString());
    }
    if (options.limit() != 0) {
      query.put("limit", Long.toString(options.limit()));
    }
    if (!options.continueToken().isEmpty()) {
      query.put("continue", options.continueToken());
    }
    if (options.sendInitialEvents() != null) {
      query.put("sendInitialEvents", options.sendInitialEvents().toString());
    }
    return query;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
