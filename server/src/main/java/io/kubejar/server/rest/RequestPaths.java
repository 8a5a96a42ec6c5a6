package io.kubejar.server.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads requests' methods and paths, by the rules of the API's paths:
/// `/api/v1/namespaces/{namespace}/{resource}/{name}/{subresource}`, and so on.
final class RequestPaths {
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

  private RequestPaths() {}

  static RequestInfo parse(String method, String path, boolean watch) {
    List<String> parts = split(path);
    int at;
    String prefix;
    String group;
    String version;
    if (parts.size() >= 3 && parts.get(0).equals("api")) {
      prefix = "api";
      group = "";
      version = parts.get(1);
      at = 2;
    } else if (parts.size() >= 4 && parts.get(0).equals("apis")) {
      prefix = "apis";
      group = parts.get(1);
      version = parts.get(2);
      at = 3;
    } else {
      return other(method, path);
    }
    boolean legacyWatch = parts.get(at).equals("watch") && parts.size() > at + 1;
    if (legacyWatch) {
      at++;
    }
    String namespace = "";
    if (parts.get(at).equals("namespaces") && parts.size() > at + 1) {
      namespace = parts.get(at + 1);
      boolean below = parts.size() > at + 2 && !NAMESPACE_SUBRESOURCES.contains(parts.get(at + 2));
      if (below) {
        at += 2;
      }
    }
    String resource = parts.get(at);
    String name = parts.size() > at + 1 ? parts.get(at + 1) : "";
    String subresource = parts.size() > at + 2 ? parts.get(at + 2) : "";
    String rest =
        parts.size() > at + 3 ? String.join("/", parts.subList(at + 3, parts.size())) : "";
    return new RequestInfo(
        path,
        legacyWatch ? "watch" : verb(method, name, watch && name.isEmpty()),
        prefix,
        group,
        version,
        namespace,
        resource,
        name,
        subresource,
        rest,
        legacyWatch);
  }

  private static RequestInfo other(String method, String path) {
    return new RequestInfo(
        path, method.toLowerCase(Locale.ROOT), "", "", "", "", "", "", "", "", false);
  }

  private static String verb(String method, String name, boolean watch) {
    return switch (method) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      case "GET", "HEAD" -> watch ? "watch" : name.isEmpty() ? "list" : "get";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }

  /// The parts between slashes; one slash at the end does not count, empty parts do.
  private static List<String> split(String path) {
    var parts = new ArrayList<String>(8);
    int from = 1;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      if (slash < 0) {
        slash = path.length();
      }
      if (slash > from || slash < path.length()) {
        parts.add(path.substring(from, slash));
      }
      from = slash + 1;
    }
    return parts;
  }
}
