package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;

/// How a kind's objects are kept: the JSON form without the revision, below the kind's prefix.
final class StoredForm<T extends ApiObject> {
  private final Kind<T> kind;
  private final String prefix;
  private final boolean converts;

  StoredForm(Kind<T> kind) {
    this.kind = kind;
    this.prefix = kind.names().storagePrefix();
    this.converts = kind.names().group().equals("events.k8s.io");
  }

  String prefix() {
    return prefix;
  }

  /// Where the objects of a namespace are; an empty one means all.
  String prefix(String namespace) {
    return namespace.isEmpty() ? prefix : prefix + namespace + "/";
  }

  String key(String namespace, String name) {
    return namespace.isEmpty() ? prefix + name : prefix + namespace + "/" + name;
  }

  byte[] encode(T object) {
    ObjectMeta metadata = object.metadata();
    T stored =
        metadata.resourceVersion().isEmpty()
            ? object
            : kind.withMetadata(object, metadata.toBuilder().resourceVersion("").build());
    byte[] json = JsonEncoder.encodeObject(kind.codec(), stored);
    return converts ? EventsConversion.toCore(JsonValue.parse(json)).toJson() : json;
  }

  T decode(byte[] value, long revision) {
    T object =
        converts
            ? JsonDecoder.decodeTree(
                    kind.codec(), EventsConversion.fromCore(JsonValue.parse(value)))
                .value()
            : JsonDecoder.decode(kind.codec(), value);
    return at(kind.defaults(object), revision);
  }

  /// The object with its revision.
  T at(T object, long revision) {
    return kind.withMetadata(
        object, object.metadata().toBuilder().resourceVersion(Long.toString(revision)).build());
  }
}
