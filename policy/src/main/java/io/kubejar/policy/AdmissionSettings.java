package io.kubejar.policy;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.yaml.Yaml;
import io.kubejar.wire.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which admission plugins run beyond the default ones, which of those do not, and how each is
/// configured; as upstream's `--enable-admission-plugins`, `--disable-admission-plugins` and
/// `--admission-control-config-file`.
///
/// @param enabled plugins to run besides the default ones
/// @param disabled plugins not to run
/// @param configurations the configuration documents by plugin
public record AdmissionSettings(
    Set<String> enabled, Set<String> disabled, Map<String, Obj> configurations) {
  /// The default plugins without any configuration.
  public static final AdmissionSettings DEFAULT =
      new AdmissionSettings(Set.of(), Set.of(), Map.of());

  private static final long MOST_BYTES = 1 << 20;

  public AdmissionSettings {
    enabled = Set.copyOf(enabled);
    disabled = Set.copyOf(disabled);
    configurations = Map.copyOf(configurations);
  }

  /// The settings of options.
  ///
  /// @param file a document `apiserver.config.k8s.io/v1` of kind `AdmissionConfiguration`, or null
  /// @throws IllegalArgumentException with a text for the user when something is wrong
  public static AdmissionSettings of(
      List<String> enabled, List<String> disabled, @Nullable Path file) throws IOException {
    requireKnown("enable-admission-plugins", enabled);
    requireKnown("disable-admission-plugins", disabled);
    for (String name : enabled) {
      if (disabled.contains(name)) {
        throw new IllegalArgumentException(
            name + " in enable-admission-plugins and disable-admission-plugins overlapped");
      }
    }
    return new AdmissionSettings(
        Set.copyOf(enabled), Set.copyOf(disabled), file == null ? Map.of() : configurations(file));
  }

  private static void requireKnown(String option, List<String> names) {
    for (String name : names) {
      if (!PluginCatalog.NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "%s plugin \"%s\" is unknown; there are %s"
                .formatted(option, name, String.join(", ", PluginCatalog.NAMES)));
      }
    }
  }

  private static Map<String, Obj> configurations(Path file) throws IOException {
    Obj document = read(file);
    if (!document.text("kind").equals("AdmissionConfiguration")) {
      throw new IllegalArgumentException(file + ": kind is not AdmissionConfiguration");
    }
    Map<String, Obj> configurations = new HashMap<>();
    for (JsonValue item : document.items("plugins")) {
      if (item instanceof Obj plugin) {
        String name = plugin.text("name");
        if (!PluginCatalog.NAMES.contains(name)) {
          throw new IllegalArgumentException(file + ": plugin \"" + name + "\" is unknown");
        }
        Obj configuration = plugin.object("configuration");
        String path = plugin.text("path");
        if (!plugin.has("configuration") && !path.isEmpty()) {
          configuration = read(file.resolveSibling(path));
        }
        configurations.put(name, configuration);
      }
    }
    return configurations;
  }

  private static Obj read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(file + " is larger than 1 MiB");
    }
    try {
      if (Yaml.parse(Files.readAllBytes(file)) instanceof Obj document) {
        return document;
      }
    } catch (YamlException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(file + " has no object in it");
  }

  /// The configuration of a plugin; an empty object when it has none.
  Obj configuration(String plugin) {
    return configurations.getOrDefault(plugin, Obj.EMPTY);
  }

  boolean runs(String plugin, boolean byDefault) {
    return enabled.contains(plugin) || (byDefault && !disabled.contains(plugin));
  }
}
