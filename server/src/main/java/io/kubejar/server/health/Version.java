package io.kubejar.server.health;

import io.kubejar.server.rest.Route;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is served and what serves it, as `/version` tells.
public final class Version {
  /// The version of Kubernetes whose API is served, with KubeJar's own after the plus.
  public static final String GIT_VERSION = "v1.36.2+kubejar0.1.0";

  private static final Map<String, String> BUILD =
      Map.of(
          "build_date", "buildDate",
          "compiler", "compiler",
          "git_commit", "gitCommit",
          "git_tree_state", "gitTreeState",
          "git_version", "gitVersion",
          "go_version", "goVersion",
          "major", "major",
          "minor", "minor",
          "platform", "platform");

  private Version() {}

  /// `/version`.
  public static Route route() {
    byte[] body = document().toJson();
    return Route.get("/version", context -> context.respondJson(200, body));
  }

  static Obj document() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    put(members, "major", "1");
    put(members, "minor", "36");
    put(members, "emulationMajor", "1");
    put(members, "emulationMinor", "36");
    put(members, "minCompatibilityMajor", "1");
    put(members, "minCompatibilityMinor", "35");
    put(members, "gitVersion", GIT_VERSION);
    put(members, "gitCommit", "");
    put(members, "gitTreeState", "clean");
    put(members, "buildDate", "2026-01-01T00:00:00Z");
    put(members, "goVersion", "none (Java " + Runtime.version().feature() + ")");
    put(members, "compiler", "javac");
    put(members, "platform", platform());
    return new Obj(members);
  }

  /// What `kubernetes_build_info` is labelled with, by the labels' names in alphabetic order.
  static SortedMap<String, String> build() {
    var labels = new TreeMap<String, String>();
    BUILD.forEach(
        (label, member) -> {
          if (document().members().get(member) instanceof JsonValue.Text(String value)) {
            labels.put(label, value);
          }
        });
    return labels;
  }

  private static void put(Map<String, JsonValue> members, String name, String value) {
    members.put(name, JsonValue.of(value));
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name = system.startsWith("mac") ? "darwin" : system.split(" ")[0];
    String architecture =
        switch (System.getProperty("os.arch")) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64" -> "arm64";
          case String other -> other;
        };
    return name + "/" + architecture;
  }
}
