package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.http.QueryParameters;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import io.kubejar.wire.yaml.YamlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what clients apply.
public final class Configurations {
  /// The media type of an apply.
  public static final String MEDIA_TYPE = "application/apply-patch+yaml";

  private Configurations() {}

  /// Reads the body of an apply, in JSON or YAML.
  static Configuration parse(byte[] body, QueryParameters query, Warnings warnings)
      throws ApiException {
    return parse(
        body,
        Queries.isTrue(query, "force"),
        FieldValidation.of(query.first("fieldValidation", "")),
        warnings);
  }

  /// Reads the body of an apply of a caller within the process.
  public static Configuration parse(byte[] body, boolean force) throws ApiException {
    return parse(body, force, FieldValidation.IGNORE, new Warnings());
  }

  private static Configuration parse(
      byte[] body, boolean force, FieldValidation validation, Warnings warnings) {
    Yaml.Strict parsed;
    try {
      parsed = Yaml.parseStrict(body);
      Depth.check(parsed.value());
    } catch (YamlException | JsonException e) {
      throw Failures.badRequest("error decoding YAML: " + e.getMessage());
    }
    return new Configuration(
        document(parsed.value()), force, flaw(parsed.findings(), validation, warnings));
  }

  private static JsonValue.Obj document(JsonValue value) {
    return switch (value) {
      case JsonValue.Obj object -> object;
      case JsonValue.Null _ -> JsonValue.Obj.EMPTY;
      default ->
          throw Failures.badRequest(
              "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into Go value of type map[string]interface {}"
                  .formatted(JsonValue.formName(value.form())));
    };
  }

  private static @Nullable ApiException flaw(
      List<String> findings, FieldValidation validation, Warnings warnings) {
    if (findings.isEmpty()) {
      return null;
    }
    return switch (validation) {
      case STRICT ->
          Failures.badRequest(
              "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n"
                  + "  "
                  + String.join("\n  ", findings));
      case WARN -> {
        warnings.addAll(findings);
        yield null;
      }
      case IGNORE -> null;
    };
  }
}
