package io.kubejar.wire.dynamic;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.ObjectMetaCodec;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/// An object of a kind without a record.
///
/// @param metadata name, namespace, labels and the like
/// @param content all members but `apiVersion`, `kind` and `metadata`
public record DynamicObject(ObjectMeta metadata, JsonValue.Obj content) implements ApiObject {
  public static final DynamicObject EMPTY =
      new DynamicObject(ObjectMeta.builder().build(), JsonValue.Obj.EMPTY);

  @Override
  public DynamicObject withMetadata(ObjectMeta other) {
    return new DynamicObject(other, content);
  }

  public DynamicObject withContent(JsonValue.Obj other) {
    return new DynamicObject(metadata, other);
  }

  /// The object as one tree, with its type.
  public JsonValue.Obj tree(String apiVersion, String kind) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("apiVersion", JsonValue.of(apiVersion));
    members.put("kind", JsonValue.of(kind));
    members.put("metadata", metadataTree());
    members.putAll(content.members());
    return new JsonValue.Obj(members);
  }

  /// The metadata as a tree.
  public JsonValue metadataTree() {
    return JsonValue.parse(JsonEncoder.encode(ObjectMetaCodec.INSTANCE, metadata));
  }
}
