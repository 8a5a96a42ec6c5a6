package io.kubejar.server.openapi;

import io.kubejar.server.discovery.RemoteVersion;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One document of OpenAPI 2 with what other servers describe in theirs.
///
/// Of their documents the paths of their version count, and the definitions. A definition that is
/// another one here under the same name gets a number.
final class Merged {
  private static final String REFERENCE = "#/definitions/";

  private Merged() {}

  static Obj of(Obj own, List<RemoteVersion> remote) {
    Obj merged = own;
    for (RemoteVersion each : remote) {
      Obj document = each.openApi2();
      if (document != null && each.available()) {
        merged = with(merged, document, each.path());
      }
    }
    return merged;
  }

  private static Obj with(Obj own, Obj other, String prefix) {
    Map<String, JsonValue> definitions = new TreeMap<>(own.object("definitions").members());
    Map<String, JsonValue> theirs = other.object("definitions").members();
    Map<String, String> renamed = new HashMap<>();
    theirs.forEach(
        (name, definition) -> {
          JsonValue known = definitions.get(name);
          if (known != null && !known.equals(definition) && !name.startsWith("io.k8s.")) {
            int number = 2;
            while (definitions.containsKey(name + "_v" + number)
                || theirs.containsKey(name + "_v" + number)) {
              number++;
            }
            renamed.put(REFERENCE + name, REFERENCE + name + "_v" + number);
          }
        });
    theirs.forEach(
        (name, definition) -> {
          String to = renamed.get(REFERENCE + name);
          definitions.putIfAbsent(
              to == null ? name : to.substring(REFERENCE.length()), refer(definition, renamed));
        });
    Map<String, JsonValue> paths = new TreeMap<>(own.object("paths").members());
    other
        .object("paths")
        .members()
        .forEach(
            (path, operations) -> {
              if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                paths.putIfAbsent(path, refer(operations, renamed));
              }
            });
    return own.with("paths", new Obj(paths)).with("definitions", new Obj(definitions));
  }

  /// A part of a document that refers to definitions by their new names.
  private static JsonValue refer(JsonValue part, Map<String, String> renamed) {
    if (renamed.isEmpty()) {
      return part;
    }
    return switch (part) {
      case Obj(Map<String, JsonValue> members) -> {
        Map<String, JsonValue> changed = new java.util.LinkedHashMap<>();
        members.forEach(
            (name, member) ->
                changed.put(
                    name,
                    name.equals("$ref") && member instanceof JsonValue.Text(String to)
                        ? JsonValue.of(renamed.getOrDefault(to, to))
                        : refer(member, renamed)));
        yield new Obj(changed);
      }
      case Array(List<JsonValue> items) ->
          new Array(items.stream().map(item -> refer(item, renamed)).toList());
      default -> part;
    };
  }
}
