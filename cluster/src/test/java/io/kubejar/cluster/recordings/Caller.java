package io.kubejar.cluster.recordings;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Null;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends recorded requests to a server.
final class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client;
  private final String server;
  private final String token;

  /// @param server such as `https://127.0.0.1:6443`
  /// @param token the bearer token of an administrator
  Caller(HttpClient client, String server, String token) {
    this.client = client;
    this.server = server;
    this.token = token;
  }

  Answer send(Obj request) throws IOException {
    try (var response = client.send(request(request))) {
      return Answer.of(response.status(), response.headers(), response.body().readAllBytes());
    }
  }

  /// Reads a stream of events, until there are enough, it ends, or the time is over.
  Answer watch(Obj request, Obj limits) throws IOException {
    var patience = Duration.ofMillis((long) (Recording.number(limits, "seconds", 5) * 1000));
    double most = Recording.number(limits, "events", 1000);
    try (var response = client.send(request(request).withReadTimeout(patience))) {
      if (response.status() != 200) {
        return Answer.of(response.status(), response.headers(), response.body().readAllBytes());
      }
      var events = new ArrayList<JsonValue>();
      long end = System.nanoTime() + patience.toNanos();
      var lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      try {
        while (events.size() < most && System.nanoTime() < end) {
          String line = lines.readLine();
          if (line == null) {
            break;
          }
          if (!line.isBlank()) {
            events.add(JsonValue.parse(line));
          }
        }
      } catch (IOException | JsonException _) {
        // The time is over, or what came is all there is.
      }
      return Answer.ofWatch(response.status(), response.headers(), events);
    }
  }

  Answer create(String path, Obj object) throws IOException {
    var request = new LinkedHashMap<String, JsonValue>();
    request.put("method", JsonValue.of("POST"));
    request.put("path", JsonValue.of(path));
    request.put("body", object);
    return send(new Obj(request));
  }

  Answer delete(String path) throws IOException {
    return send(new Obj(Map.of("method", JsonValue.of("DELETE"), "path", JsonValue.of(path))));
  }

  private ClientRequest request(Obj request) {
    byte[] body = body(request);
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("User-Agent", List.of("golden/1.0"));
    fields.put("Accept", List.of("application/json"));
    fields.put("Authorization", List.of("Bearer " + token));
    if (body != null) {
      fields.put("Content-Type", List.of("application/json"));
    }
    request
        .object("headers")
        .members()
        .forEach(
            (name, value) -> {
              switch (value) {
                case Text(String text) -> fields.put(name, List.of(text));
                case Array(List<JsonValue> values) ->
                    fields.put(name, values.stream().map(each -> ((Text) each).value()).toList());
                case Null _ -> fields.remove(name);
                default -> throw new IllegalArgumentException("header " + name);
              }
            });
    var headers = Headers.builder();
    fields.forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
    return new ClientRequest(
        request.text("method"),
        URI.create(server + request.text("path")),
        headers.build(),
        body,
        PATIENCE,
        PATIENCE);
  }

  private static byte @Nullable [] body(Obj request) {
    JsonValue document = request.get("body");
    String text;
    if (request.has("rawBody")) {
      text = request.text("rawBody");
    } else if (document != null) {
      text = SpacedJson.of(document);
    } else {
      return null;
    }
    int pad = (int) Recording.number(request, "pad", 0);
    return (pad == 0 ? text : text.replace("@PAD@", "x".repeat(pad)))
        .getBytes(StandardCharsets.UTF_8);
  }
}
