package io.kubejar.bench.figures;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Requests of one sort, sent over and over.
///
/// @param path what is asked for
/// @param body what is posted, in which `%d` stands for a number that was not used before; null for
///   a GET
/// @param connections how many ask at the same time
/// @param streams how many requests a connection carries at a time; more than one means HTTP/2
record Load(String name, String path, @Nullable String body, int connections, int streams) {
  static Load get(String name, String path, int connections) {
    return new Load(name, path, null, connections, 1);
  }

  static Load post(String name, String path, String body, int connections) {
    return new Load(name, path, body, connections, 1);
  }

  /// The pods of which the figures speak.
  static final String POD =
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s-%%d","labels":{"app":"bench","n":"%%n"}},\
      "spec":{"schedulerName":"none","containers":[{"name":"c","image":"registry.k8s.io/pause:3.10",\
      "resources":{"requests":{"cpu":"100m","memory":"64Mi"}},"env":[{"name":"A","value":"b"}],\
      "ports":[{"containerPort":80}]}]}}\
      """;

  static String pod(String prefix) {
    return POD.formatted(prefix);
  }

  /// Puts the load on a server; with wrk and h2load where they are, else with our own client.
  Rate run(Target target, double seconds) throws IOException, InterruptedException {
    if (streams > 1) {
      if (!ToolLoad.has("h2load")) {
        throw new IOException("h2load is needed for HTTP/2; Debian has it in nghttp2-client");
      }
      return ToolLoad.h2load(this, target, seconds);
    }
    return ToolLoad.has("wrk")
        ? ToolLoad.wrk(this, target, seconds)
        : OwnLoad.run(this, target, seconds);
  }
}
