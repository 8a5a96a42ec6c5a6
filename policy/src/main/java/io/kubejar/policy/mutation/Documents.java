package io.kubejar.policy.mutation;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;

/// Objects out of changed documents.
public final class Documents {
  private Documents() {}

  /// The document as an object with its defaults; throws [JsonException].
  public static <T extends ApiObject> T object(Kind<T> kind, JsonValue document)
      throws JsonException {
    return kind.defaults(JsonDecoder.decode(kind.codec(), document.toJson()));
  }
}
