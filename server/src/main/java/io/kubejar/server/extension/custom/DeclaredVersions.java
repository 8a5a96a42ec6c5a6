package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionSpec;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.extension.schema.AppliedShape;
import io.kubejar.server.extension.schema.Schema;
import io.kubejar.server.extension.schema.SchemaContent;
import io.kubejar.wire.apply.OtherVersions;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.dynamic.DynamicContent;
import io.kubejar.wire.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// All versions that a definition declares, as those see them who own fields of its objects.
final class DeclaredVersions implements OtherVersions {
  private static final DynamicContent NOTHING =
      (in, name) -> {
        in.unknownField(name);
        return null;
      };

  private final String kind;
  private final Conversion conversion;
  private final Map<String, CustomResourceDefinitionVersion> declared = new HashMap<>();
  private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

  /// @param kind the objects' kind
  DeclaredVersions(CustomResourceDefinitionSpec spec, String kind, Conversion conversion) {
    this.kind = kind;
    this.conversion = conversion;
    spec.versions().forEach(each -> declared.put(spec.group() + "/" + each.name(), each));
  }

  @Override
  public Shape shape(String apiVersion) {
    return shapes.computeIfAbsent(
        apiVersion,
        wanted -> {
          var version = declared.get(wanted);
          if (version == null) {
            throw unknown(wanted);
          }
          return AppliedShape.of(Schema.of(CustomResourceKind.props(version)));
        });
  }

  @Override
  public JsonValue convert(JsonValue object, String from, String to) {
    if (!declared.containsKey(to)) {
      throw unknown(to);
    }
    if (conversion == Conversion.NONE || !(object instanceof JsonValue.Obj members)) {
      return object;
    }
    try {
      return conversion
          .convert(
              members.with("apiVersion", JsonValue.of(from)).with("kind", JsonValue.of(kind)), to)
          .without("apiVersion")
          .without("kind");
    } catch (ApiException e) {
      throw new Failure(e.status().message());
    }
  }

  /// What is known of the members of a version's objects; of another version's nothing.
  DynamicContent content(String apiVersion) {
    var version = declared.get(apiVersion);
    return version == null
        ? NOTHING
        : new SchemaContent(Schema.of(CustomResourceKind.props(version)));
  }

  private static Failure unknown(String apiVersion) {
    return new Failure("request to convert CR to an invalid group/version: " + apiVersion);
  }
}
