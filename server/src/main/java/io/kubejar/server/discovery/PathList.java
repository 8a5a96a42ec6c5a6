package io.kubejar.server.discovery;

import io.kubejar.server.rest.Route;
import io.kubejar.wire.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The list of paths that `/` answers.
public final class PathList {
  private PathList() {}

  /// The route of `/`.
  ///
  /// @param routes what the server has besides
  /// @param more the paths below those that are not routes of their own
  public static Route of(List<Route> routes, List<String> more) {
    var paths = new TreeSet<>(more);
    for (Route route : routes) {
      boolean alias = route.path().endsWith("/") && !route.path().equals("/apis/");
      boolean document = route.path().startsWith("/openapi/v3/");
      if (!alias && !document && !route.prefix()) {
        paths.add(route.path());
      }
    }
    var items = paths.stream().map(JsonValue::of).toList();
    byte[] document = new JsonValue.Obj(Map.of("paths", new JsonValue.Array(items))).toJson();
    return Route.any("/", context -> context.respondJson(200, document));
  }
}
