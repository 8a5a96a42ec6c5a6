package io.kubejar.server.storage;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.LinkedHashMap;
import java.util.Map;

/// Turns events of `events.k8s.io` into the events of the core group, as which both are kept, and
/// back. The two forms differ in the names of members only.
final class EventsConversion {
  private static final Map<String, String> TO_CORE =
      Map.of(
          "regarding", "involvedObject",
          "note", "message",
          "deprecatedSource", "source",
          "deprecatedFirstTimestamp", "firstTimestamp",
          "deprecatedLastTimestamp", "lastTimestamp",
          "deprecatedCount", "count",
          "reportingController", "reportingComponent");
  private static final Map<String, String> FROM_CORE = inverse();

  private EventsConversion() {}

  private static Map<String, String> inverse() {
    var inverse = new LinkedHashMap<String, String>();
    TO_CORE.forEach((name, core) -> inverse.put(core, name));
    return Map.copyOf(inverse);
  }

  static Obj toCore(JsonValue event) {
    return renamed(event, TO_CORE, "v1");
  }

  static Obj fromCore(JsonValue event) {
    return renamed(event, FROM_CORE, "events.k8s.io/v1");
  }

  private static Obj renamed(JsonValue event, Map<String, String> names, String apiVersion) {
    var members = new LinkedHashMap<String, JsonValue>();
    if (event instanceof Obj object) {
      object.members().forEach((name, value) -> members.put(names.getOrDefault(name, name), value));
    }
    members.put("apiVersion", JsonValue.of(apiVersion));
    return new Obj(members);
  }
}
