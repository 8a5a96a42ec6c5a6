package io.kubejar.server.rest;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.wire.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A client's wish that nobody own any field: `managedFields` that is there and empty.
///
/// Records do not tell an empty list from an absent one, so the wish is handed on in its other
/// spelling, a list with one empty entry.
final class ResetOwners {
  private static final byte[] NAME = "\"managedFields\"".getBytes(StandardCharsets.US_ASCII);
  private static final List<ManagedFieldsEntry> WISH =
      List.of(ManagedFieldsEntry.builder().build());

  private ResetOwners() {}

  /// The value, marked when its document has an empty list.
  static <T> T marked(T value, byte[] json) {
    return ownerless(value) && contains(json) ? marked(value, JsonValue.parse(json)) : value;
  }

  /// The value, marked when its document has an empty list.
  static <T> T marked(T value, JsonValue document) {
    boolean wished =
        ownerless(value)
            && document instanceof JsonValue.Obj object
            && object.object("metadata").get("managedFields") instanceof JsonValue.Array;
    return wished ? marked(value) : value;
  }

  private static boolean ownerless(Object value) {
    return value instanceof ApiObject object && object.metadata().managedFields().isEmpty();
  }

  @SuppressWarnings("unchecked") // withMetadata returns the object's own type
  private static <T> T marked(T value) {
    ApiObject object = (ApiObject) value;
    return (T) object.withMetadata(object.metadata().with(it -> it.managedFields(WISH)));
  }

  private static boolean contains(byte[] json) {
    for (int i = 0; i <= json.length - NAME.length; i++) {
      if (json[i] == '"' && matches(json, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] json, int from) {
    for (int i = 1; i < NAME.length; i++) {
      if (json[from + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }
}
