package io.kubejar.server.rest;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.dynamic.DynamicCodec;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.TypeMeta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is refused for objects without a record, where the words differ from those for records.
final class DynamicTypes {
  private static final String UNKNOWN = "unknown field \"";

  private DynamicTypes() {}

  /// Refuses a document of another kind or version. What the other version does not know of it is
  /// told nevertheless.
  static void check(
      DynamicCodec codec, TypeMeta type, byte[] json, FieldValidation validation, Warnings warnings)
      throws ApiException {
    if (type.kind().isEmpty()) {
      String text = new String(json, StandardCharsets.UTF_8);
      throw Failures.badRequest(
          "the object provided is unrecognized (must be of type %s): Object 'Kind' is missing in '%s' (%s)"
              .formatted(
                  codec.kind(), text, text.length() > 30 ? text.substring(0, 30) + " ..." : text));
    }
    if (!type.apiVersion().equals(codec.apiVersion())) {
      if (type.kind().equals(codec.kind()) && isOfSameGroup(type, codec)) {
        tell(
            ordered(
                codec,
                JsonDecoder.decodeStrict(codec.inVersion(type.apiVersion()), json).findings()),
            type,
            validation,
            warnings);
      }
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

  /// What a strict reader objects to, in upstream's order: fields given twice as they come, unknown
  /// ones of the metadata, then all other unknown ones by name. For records it is the document's.
  static List<String> ordered(ObjectCodec<?> codec, List<String> findings) {
    if (findings.size() < 2 || !(codec instanceof DynamicCodec)) {
      return findings;
    }
    List<String> result = new ArrayList<>(findings);
    result.sort(Comparator.comparing(DynamicTypes::rank));
    return result;
  }

  private static String rank(String finding) {
    if (!finding.startsWith(UNKNOWN)) {
      return "0";
    }
    return finding.startsWith(UNKNOWN + "metadata.") ? "1" : "2" + finding;
  }

  private static boolean isOfSameGroup(TypeMeta type, DynamicCodec codec) {
    return !type.group().isEmpty() && codec.apiVersion().startsWith(type.group() + "/");
  }

  private static void tell(
      List<String> findings, TypeMeta type, FieldValidation validation, Warnings warnings) {
    switch (validation) {
      case STRICT -> {
        if (!findings.isEmpty()) {
          throw Failures.badRequest(
              "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                  .formatted(
                      type.kind(),
                      type.apiVersion().substring(type.group().length() + 1),
                      type.kind(),
                      String.join(", ", findings)));
        }
      }
      case WARN -> warnings.addAll(findings);
      case IGNORE -> {}
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
