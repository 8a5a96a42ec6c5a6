package io.kubejar.server.discovery;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns an `APIResourceList` into the entry of a version in aggregated discovery, for servers that
/// have no such entry themselves.
public final class LegacyDiscovery {
  private LegacyDiscovery() {}

  /// The entry of a version.
  public static Obj version(String version, Obj list) {
    Map<String, Obj> resources = new LinkedHashMap<>();
    Map<String, List<JsonValue>> below = new LinkedHashMap<>();
    for (JsonValue item : list.items("resources")) {
      if (!(item instanceof Obj each)) {
        continue;
      }
      String name = each.text("name");
      int slash = name.indexOf('/');
      if (slash < 0) {
        resources.put(name, resource(name, each));
      } else {
        below
            .computeIfAbsent(name.substring(0, slash), _ -> new ArrayList<>())
            .add(
                Obj.EMPTY
                    .with("subresource", JsonValue.of(name.substring(slash + 1)))
                    .with("responseKind", kind(each))
                    .with("verbs", new Array(each.items("verbs"))));
      }
    }
    List<JsonValue> all = new ArrayList<>();
    resources.forEach(
        (name, resource) ->
            all.add(
                below.containsKey(name)
                    ? resource.with("subresources", new Array(below.getOrDefault(name, List.of())))
                    : resource));
    return Obj.EMPTY
        .with("version", JsonValue.of(version))
        .with("resources", new Array(all))
        .with("freshness", JsonValue.of("Current"));
  }

  private static Obj resource(String name, Obj listed) {
    boolean namespaced = listed.get("namespaced") instanceof JsonValue.Bool(boolean is) && is;
    Obj resource =
        Obj.EMPTY
            .with("resource", JsonValue.of(name))
            .with("responseKind", kind(listed))
            .with("scope", JsonValue.of(namespaced ? "Namespaced" : "Cluster"))
            .with("singularResource", JsonValue.of(listed.text("singularName")))
            .with("verbs", new Array(listed.items("verbs")));
    for (String names : List.of("shortNames", "categories")) {
      if (!listed.items(names).isEmpty()) {
        resource = resource.with(names, new Array(listed.items(names)));
      }
    }
    return resource;
  }

  private static Obj kind(Obj listed) {
    return Obj.EMPTY
        .with("group", JsonValue.of(listed.text("group")))
        .with("version", JsonValue.of(listed.text("version")))
        .with("kind", JsonValue.of(listed.text("kind")));
  }
}
