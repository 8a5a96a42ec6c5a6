package io.kubejar.wire.yaml;

import io.kubejar.wire.json.JsonValue;
import java.util.List;

/// Reads YAML into trees and prints trees as YAML.
public final class Yaml {
  private Yaml() {}

  /// A document, and what a strict reader objects to: `line 3: key "a" already set in map`.
  public record Strict(JsonValue value, List<String> findings) {
    public Strict {
      findings = List.copyOf(findings);
    }
  }

  /// Reads the first document; `null` when there is none. Throws [YamlException] otherwise.
  public static JsonValue parse(byte[] yaml) {
    return parseStrict(yaml).value();
  }

  /// Reads the first document and notes repeated keys besides.
  public static Strict parseStrict(byte[] yaml) {
    return new YamlReader(yaml).first();
  }

  /// Reads all documents, empty ones left out.
  public static List<JsonValue> parseAll(byte[] yaml) {
    return new YamlReader(yaml).all();
  }

  /// Block-style YAML with sorted keys.
  public static String print(JsonValue value) {
    return new YamlPrinter().print(value);
  }
}
