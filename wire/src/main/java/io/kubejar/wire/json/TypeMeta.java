package io.kubejar.wire.json;

import io.kubejar.api.codec.JsonForm;

/// The `apiVersion` and `kind` of a document, each empty when it has none.
public record TypeMeta(String apiVersion, String kind) {
  private static final String ANONYMOUS =
      "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\";"
          + " Kind string \"json:\\\"kind,omitempty\\\"\" }";

  /// Finds them without decoding the rest, which is only checked to be JSON.
  ///
  /// Throws [JsonException] with the text that upstream puts after `couldn't get version/kind; json
  /// parse error: `.
  public static TypeMeta peek(byte[] json) {
    JsonDecoder.check(json);
    DocumentReader reader = new DocumentReader(json, 0, json.length, null);
    JsonForm form = reader.peek();
    if (form == JsonForm.NULL) {
      return new TypeMeta("", "");
    }
    if (form != JsonForm.OBJECT) {
      throw new JsonException(
          "json: cannot unmarshal "
              + JsonValue.formName(form)
              + " into Go value of type "
              + ANONYMOUS,
          "");
    }
    reader.beginObject();
    String apiVersion = "";
    String kind = "";
    for (String name = reader.nextField(); name != null; name = reader.nextField()) {
      switch (name) {
        case "apiVersion" -> apiVersion = text(reader, name);
        case "kind" -> kind = text(reader, name);
        default -> reader.skip();
      }
    }
    return new TypeMeta(apiVersion, kind);
  }

  private static String text(DocumentReader reader, String name) {
    JsonForm form = reader.peek();
    if (form != JsonForm.STRING && form != JsonForm.NULL) {
      throw new JsonException(
          "json: cannot unmarshal %s into Go struct field .%s of type string"
              .formatted(JsonValue.formName(form), name),
          name);
    }
    return reader.string();
  }

  /// The group; empty for the core group.
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /// The version without the group.
  public String version() {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }
}
