package io.kubejar.server.rest;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.wire.json.TypeMeta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The types that bodies may name, for messages, and those that are going out of use.
final class KnownTypes {
  private static final Set<String> EVERYWHERE =
      Set.of(
          "CreateOptions",
          "DeleteOptions",
          "GetOptions",
          "List",
          "ListOptions",
          "PatchOptions",
          "Status",
          "UpdateOptions",
          "WatchEvent");
  private static final Set<String> BUILT_IN = builtIn();
  private static final Map<String, String> DEPRECATED =
      Map.of(
          "v1/Endpoints",
          "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
          "v1/ComponentStatus",
          "v1 ComponentStatus is deprecated in v1.19+");

  private KnownTypes() {}

  private static List<Kind<?>> all() {
    List<Kind<?>> all = new ArrayList<>(BuiltInKinds.ALL);
    all.addAll(OptionalKinds.ALL);
    return all;
  }

  private static Set<String> builtIn() {
    var types = new HashSet<String>();
    for (Kind<?> kind : all()) {
      var names = kind.names();
      types.add(names.apiVersion() + "/" + names.kind());
      types.add(names.apiVersion() + "/" + names.listKind());
    }
    return types;
  }

  static boolean contains(TypeMeta type) {
    return EVERYWHERE.contains(type.kind())
        || BUILT_IN.contains(type.apiVersion() + "/" + type.kind());
  }

  /// The built-in kind of a name; null when there is none.
  static @Nullable Kind<?> find(String apiVersion, String kind) {
    for (Kind<?> each : all()) {
      if (each.names().kind().equals(kind) && each.names().apiVersion().equals(apiVersion)) {
        return each;
      }
    }
    return null;
  }

  /// The warning for those who use a kind that is going out of use, or empty.
  static String deprecation(Kind<?> kind) {
    String own = kind.deprecation();
    return own.isEmpty()
        ? DEPRECATED.getOrDefault(kind.names().apiVersion() + "/" + kind.names().kind(), "")
        : own;
  }
}
