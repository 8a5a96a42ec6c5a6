package io.kubejar.server.storage;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns definitions of custom resources of `apiextensions.k8s.io/v1beta1`, as which upstream keeps
/// them, into those of `v1`.
///
/// What all versions share stands beside them in the old form, and in each of them in the new one.
///
/// @see <a href="https://kubernetes.io/docs/reference/using-api/deprecation-guide/">deprecation
///   guide, 1.22</a>
final class DefinitionConversion {
  private static final String OLD = "apiextensions.k8s.io/v1beta1";
  private static final String NEW = "apiextensions.k8s.io/v1";

  private DefinitionConversion() {}

  static JsonValue toV1(JsonValue given) {
    if (!(given instanceof Obj definition) || !definition.text("apiVersion").equals(OLD)) {
      return given;
    }
    return definition
        .with("apiVersion", JsonValue.of(NEW))
        .with("spec", spec(definition.object("spec")));
  }

  private static Obj spec(Obj old) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String name : List.of("group", "names", "scope")) {
      put(members, name, old.get(name));
    }
    members.put("versions", versions(old));
    if (old.get("conversion") instanceof Obj conversion) {
      members.put("conversion", conversion(conversion));
    }
    // Absent meant true then, and means false now.
    if (!JsonValue.of(false).equals(old.get("preserveUnknownFields"))) {
      members.put("preserveUnknownFields", JsonValue.of(true));
    }
    return new Obj(members);
  }

  private static Array versions(Obj old) {
    List<JsonValue> versions = new ArrayList<>();
    for (JsonValue value : old.items("versions")) {
      if (value instanceof Obj version) {
        versions.add(version(version, old));
      }
    }
    if (versions.isEmpty()) {
      Obj only =
          new Obj(
              Map.of(
                  "name", JsonValue.of(old.text("version")),
                  "served", JsonValue.of(true),
                  "storage", JsonValue.of(true)));
      versions.add(version(only, old));
    }
    return new Array(versions);
  }

  private static Obj version(Obj version, Obj old) {
    Map<String, JsonValue> members = new LinkedHashMap<>(version.members());
    put(members, "schema", either(version, "schema", old, "validation"));
    for (String shared : List.of("subresources", "selectableFields")) {
      put(members, shared, either(version, shared, old, shared));
    }
    List<JsonValue> columns = new ArrayList<>();
    Obj source = version.get("additionalPrinterColumns") == null ? old : version;
    for (JsonValue value : source.items("additionalPrinterColumns")) {
      columns.add(value instanceof Obj column ? column(column) : value);
    }
    if (!columns.isEmpty()) {
      members.put("additionalPrinterColumns", new Array(columns));
    }
    return new Obj(members);
  }

  private static @Nullable JsonValue either(Obj version, String name, Obj old, String shared) {
    JsonValue own = version.get(name);
    return own != null ? own : old.get(shared);
  }

  private static Obj column(Obj column) {
    JsonValue path = column.get("JSONPath");
    return path == null ? column : column.without("JSONPath").with("jsonPath", path);
  }

  private static Obj conversion(Obj old) {
    Obj conversion = old.without("webhookClientConfig").without("conversionReviewVersions");
    Map<String, JsonValue> webhook = new LinkedHashMap<>();
    put(webhook, "clientConfig", old.get("webhookClientConfig"));
    put(webhook, "conversionReviewVersions", old.get("conversionReviewVersions"));
    return webhook.isEmpty() ? conversion : conversion.with("webhook", new Obj(webhook));
  }

  private static void put(Map<String, JsonValue> members, String name, @Nullable JsonValue value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
