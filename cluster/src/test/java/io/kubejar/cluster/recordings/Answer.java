package io.kubejar.cluster.recordings;

import io.kubejar.http.Headers;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a server answered, as far as it is compared.
///
/// @param body the document; null when it is no JSON, or a stream
/// @param events the events of a watch; null for other answers
record Answer(
    int status, Headers headers, byte[] bytes, @Nullable JsonValue body, @Nullable Array events) {
  private static final List<String> COMPARED = List.of("Location", "Retry-After", "Allow");

  static Answer of(int status, Headers headers, byte[] bytes) {
    JsonValue body = null;
    if (type(headers).startsWith("application/json")) {
      try {
        body = JsonValue.parse(bytes);
      } catch (JsonException _) {
        // It is compared as text then.
      }
    }
    return new Answer(status, headers, bytes, body, null);
  }

  static Answer ofWatch(int status, Headers headers, List<JsonValue> events) {
    return new Answer(status, headers, new byte[0], null, new Array(events));
  }

  private static String type(Headers headers) {
    return headers.first("content-type", "");
  }

  private boolean isBinary() {
    return type(headers).contains("protobuf") || type(headers).contains("cbor");
  }

  private String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The value that a capture points to; null when there is none.
  @Nullable JsonValue at(String pointer) {
    boolean inEvents = pointer.startsWith("events:");
    JsonValue value = inEvents ? events : body;
    String path = inEvents ? pointer.substring("events:".length()) : pointer;
    for (String part : path.substring(1).split("/")) {
      String name = part.replace("~1", "/").replace("~0", "~");
      value =
          switch (value) {
            case Obj object -> object.get(name);
            case Array(List<JsonValue> items) -> {
              int index = Integer.parseInt(name);
              yield index < items.size() ? items.get(index) : null;
            }
            case null, default -> null;
          };
    }
    return value;
  }

  /// Where the answer differs from the recorded one.
  List<String> differences(Obj expected, Set<String> ignored, Bindings bindings) {
    var comparison = new Comparison(bindings);
    if (!(expected.get("status") instanceof JsonValue.Int(long code)) || code != status) {
      comparison.add(
          "status %d instead of %s: %s".formatted(status, expected.get("status"), brief()));
      return comparison.differences();
    }
    if (expected.has("contentType")) {
      comparison.text("contentType", expected.text("contentType"), type(headers));
    }
    if (expected.has("text")) {
      comparison.text("text", expected.text("text"), text());
    }
    comparison.match("warnings", items(expected, "warnings"), texts(headers.all("warning")));
    comparison.match("headers", expected.object("headers"), compared());
    if (expected.has("binary") && !isBinary()) {
      comparison.add("the body is not binary");
    }
    if (expected.get("items") instanceof JsonValue.Int(long count)
        && !(body instanceof Obj list && list.items("items").size() == count)) {
      comparison.add("not a list of " + count + " items");
    }
    document("", expected.get("body"), body, ignored, comparison);
    document("events", expected.get("events"), events, ignored, comparison);
    return comparison.differences();
  }

  private void document(
      String path,
      @Nullable JsonValue expected,
      @Nullable JsonValue actual,
      Set<String> ignored,
      Comparison comparison) {
    if (expected == null) {
      return;
    }
    if (actual == null) {
      comparison.add("no document: " + brief());
    } else {
      comparison.match(path, expected, Comparison.prune(actual, ignored));
    }
  }

  private String brief() {
    String text = text();
    return text.length() < 300 ? text : text.substring(0, 300) + "…";
  }

  private Obj compared() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name : COMPARED) {
      String value = headers.first(name);
      if (value != null) {
        members.put(name, JsonValue.of(value));
      }
    }
    return new Obj(members);
  }

  private static Array items(Obj object, String name) {
    return new Array(object.items(name));
  }

  private static Array texts(List<String> values) {
    return new Array(values.stream().map(JsonValue::of).toList());
  }
}
