package io.kubejar.server.features;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which built-in versions and resources are served, as `--runtime-config` says; some need their
/// feature on as well ([ServedFeatures]).
///
/// A setting for a resource goes before one for its version, that before one for the version's
/// stage (`api/ga`, `api/beta`, `api/alpha`), and that before `api/all`.
public final class RuntimeConfig {
  /// Everything.
  public static final RuntimeConfig DEFAULT = new RuntimeConfig(Map.of());

  private static final String ALL = "api/all";

  /// Versions that are not served by default.
  private static final Set<String> OPTIONAL_VERSIONS =
      OptionalKinds.ALL.stream()
          .map(kind -> kind.names().apiVersion())
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Boolean> settings;

  private RuntimeConfig(Map<String, Boolean> settings) {
    this.settings = Map.copyOf(settings);
  }

  /// Reads the values of the option: `api/beta=true`, `apps/v1=false`, `apps/v1/deployments`.
  ///
  /// @throws IllegalArgumentException with a text for the user when a key or value is wrong
  public static RuntimeConfig parse(List<String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : given) {
      String text = each.strip();
      if (!text.isEmpty()) {
        int equals = text.indexOf('=');
        values.put(
            (equals < 0 ? text : text.substring(0, equals)).strip(),
            equals < 0 ? "" : text.substring(equals + 1).strip());
      }
    }
    if (values.size() == 1 && "false".equals(values.get(ALL))) {
      throw new IllegalArgumentException("invalid key with only api/all=false");
    }
    requireKnownGroups(values.keySet());
    Map<String, Boolean> settings = new HashMap<>();
    values.forEach(
        (key, value) -> {
          String version = key.startsWith("api/v1") ? key.substring("api/".length()) : key;
          requireKnownVersion(version);
          settings.put(version, truth(key, value));
        });
    return new RuntimeConfig(settings);
  }

  private static void requireKnownGroups(Set<String> keys) {
    Set<String> unknown = new TreeSet<>();
    Set<String> known = new HashSet<>();
    BuiltInKinds.ALL.forEach(kind -> known.add(kind.names().group()));
    OptionalKinds.ALL.forEach(kind -> known.add(kind.names().group()));
    for (String key : keys) {
      if (key.startsWith("api/")) {
        continue;
      }
      String[] parts = key.split("/", -1);
      if (parts.length != 2 && parts.length != 3) {
        throw new IllegalArgumentException("runtime-config invalid key " + key);
      }
      if (!known.contains(parts[0])) {
        unknown.add(parts[0]);
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown api groups " + String.join(",", unknown));
    }
  }

  private static void requireKnownVersion(String key) {
    if (key.startsWith("api/") || key.equals("v1") || key.startsWith("v1/")) {
      return;
    }
    String[] parts = key.split("/", -1);
    String version = parts[0] + "/" + parts[1];
    boolean known =
        OPTIONAL_VERSIONS.contains(version)
            || BuiltInKinds.ALL.stream()
                .anyMatch(kind -> kind.names().apiVersion().equals(version));
    if (!known) {
      throw new IllegalArgumentException(
          "group version %s that has not been registered".formatted(version));
    }
  }

  private static boolean truth(String key, String value) {
    return switch (value) {
      case "", "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new IllegalArgumentException(
              "invalid value of %s: %s, err: strconv.ParseBool: parsing \"%s\": invalid syntax"
                  .formatted(key, value, value));
    };
  }

  /// Whether a kind is served.
  public boolean serves(Kind<?> kind) {
    Names names = kind.names();
    String stage = stage(names.version());
    for (String key :
        List.of(names.apiVersion() + "/" + names.plural(), names.apiVersion(), stage, ALL)) {
      Boolean on = settings.get(key);
      if (on != null) {
        return on;
      }
    }
    return !OPTIONAL_VERSIONS.contains(names.apiVersion());
  }

  private static String stage(String version) {
    if (version.contains("alpha")) {
      return "api/alpha";
    }
    return version.contains("beta") ? "api/beta" : "api/ga";
  }
}
