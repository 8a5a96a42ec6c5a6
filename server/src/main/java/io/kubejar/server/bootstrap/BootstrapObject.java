package io.kubejar.server.bootstrap;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.wire.json.JsonDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An object that a cluster starts with.
record BootstrapObject<T extends ApiObject>(Kind<T> kind, T object) {
  private static final Pattern HEAD =
      Pattern.compile("\\{\"apiVersion\":\"([^\"]+)\",\"kind\":\"([^\"]+)\"");

  /// The lines of the resource, with the present in the place of times.
  static List<BootstrapObject<?>> load(Clock clock) {
    Map<GroupVersionKind, Kind<?>> kinds = new HashMap<>();
    for (Kind<?> kind : BuiltInKinds.ALL) {
      kinds.put(kind.names().gvk(), kind);
    }
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    var objects = new ArrayList<BootstrapObject<?>>();
    for (String line : lines()) {
      Matcher head = HEAD.matcher(line);
      Kind<?> kind =
          head.lookingAt() ? kinds.get(GroupVersionKind.of(head.group(1), head.group(2))) : null;
      if (kind == null) {
        throw new IllegalStateException("unknown bootstrap object: " + line);
      }
      objects.add(read(kind, line.replace("<time>", now)));
    }
    return objects;
  }

  /// The one object whose line contains a text.
  static <T extends ApiObject> T find(Kind<T> kind, String text) {
    for (String line : lines()) {
      if (line.contains("\"kind\":\"" + kind.names().kind() + '"') && line.contains(text)) {
        return read(kind, line).object();
      }
    }
    throw new IllegalStateException("no bootstrap object with " + text);
  }

  private static <T extends ApiObject> BootstrapObject<T> read(Kind<T> kind, String line) {
    byte[] json = line.getBytes(StandardCharsets.UTF_8);
    return new BootstrapObject<>(kind, JsonDecoder.decode(kind.codec(), json));
  }

  private static List<String> lines() {
    try (InputStream in = BootstrapObject.class.getResourceAsStream("objects.jsonl")) {
      if (in == null) {
        throw new IllegalStateException("objects.jsonl is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
