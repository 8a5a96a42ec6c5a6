package io.kubejar.server.health;

import io.kubejar.server.rest.RequestInfo;
import java.util.Locale;
import java.util.Set;

/// How upstream's metrics name a request.
///
/// @param group the API group
/// @param version the version of the API
/// @param resource the resource in the plural
/// @param subresource the subresource, or empty
/// @param scope `cluster`, `namespace`, `resource`, or empty for paths that are no resources
/// @param verb that of HTTP, but for lists, watches and connections
record RequestLabels(
    String group, String version, String resource, String subresource, String scope, String verb) {
  /// What is told of a request for something that is not there or not allowed: what a client makes
  /// up must not make up series.
  static final RequestLabels UNKNOWN = new RequestLabels("", "", "", "", "", "other");

  private static final Set<String> CONNECTING = Set.of("exec", "attach", "portforward", "proxy");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  static RequestLabels of(RequestInfo info) {
    return new RequestLabels(
        info.group(), info.version(), info.resource(), info.subresource(), scope(info), verb(info));
  }

  /// Those of a request that was answered.
  static RequestLabels of(RequestInfo info, int code) {
    return code == 404 || code == 403 || code == 401 ? UNKNOWN : of(info);
  }

  /// Whether it goes on as long as its client wants.
  static boolean isLong(RequestInfo info) {
    return info.verb().equals("watch")
        || info.subresource().equals("log")
        || CONNECTING.contains(info.subresource());
  }

  private static String verb(RequestInfo info) {
    if (CONNECTING.contains(info.subresource())) {
      return "CONNECT";
    }
    return switch (info.verb()) {
      case "create" -> "POST";
      case "update" -> "PUT";
      case "get" -> "GET";
      case "list" -> "LIST";
      case "watch" -> "WATCH";
      case "patch" -> "PATCH";
      case "delete" -> "DELETE";
      case "deletecollection" -> "DELETECOLLECTION";
      default -> {
        String method = info.verb().toUpperCase(Locale.ROOT);
        yield METHODS.contains(method) ? method : "other";
      }
    };
  }

  private static String scope(RequestInfo info) {
    if (!info.isResource()) {
      return "";
    }
    if (!info.name().isEmpty()) {
      return "resource";
    }
    return info.namespace().isEmpty() ? "cluster" : "namespace";
  }
}
