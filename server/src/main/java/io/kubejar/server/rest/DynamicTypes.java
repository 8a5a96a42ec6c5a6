package io.kubejar.server.rest;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.TypeMeta;
import java.nio.charset.StandardCharsets;

/// What is refused for objects without a record, where the words differ from those for records.
final class DynamicTypes {
  private DynamicTypes() {}

  /// Refuses a document of another kind or version.
  static void check(ObjectCodec<?> codec, TypeMeta type, byte[] json) throws ApiException {
    if (type.kind().isEmpty()) {
      String text = new String(json, StandardCharsets.UTF_8);
      throw Failures.badRequest(
          "the object provided is unrecognized (must be of type %s): Object 'Kind' is missing in '%s' (%s)"
              .formatted(
                  codec.kind(), text, text.length() > 30 ? text.substring(0, 30) + " ..." : text));
    }
    if (!type.apiVersion().equals(codec.apiVersion())) {
      throw Failures.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(type.apiVersion(), codec.apiVersion()));
    }
    if (!type.kind().equals(codec.kind())) {
      var errors = new FieldErrors();
      errors.invalid(Path.of("kind"), type.kind(), "must be " + codec.kind());
      String name =
          JsonValue.parse(json) instanceof JsonValue.Obj object
              ? object.object("metadata").text("name")
              : "";
      throw Failures.invalid(type.group(), type.kind(), name, errors.toList());
    }
  }

  /// 415: there is no table by which such a patch could be merged.
  static ApiException notStrategic() {
    return Failures.failure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json-patch+json, application/merge-patch+json,"
            + " application/apply-patch+yaml",
        null);
  }
}
