package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a kind's objects are kept: the JSON form without the revision, below the kind's prefix.
@SuppressWarnings("unchecked") // the objects of a custom kind are dynamic
final class StoredForm<T extends ApiObject> {
  private final Kind<T> kind;
  private final String prefix;
  private final @Nullable Conversion conversion;
  private final @Nullable CustomKind custom;

  StoredForm(Kind<T> kind) {
    this.kind = kind;
    this.prefix = kind.names().storagePrefix();
    this.conversion = Conversion.of(kind.names());
    this.custom = kind instanceof CustomKind own ? own : null;
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

  /// The object as it will be read back from an encoded form.
  T kept(byte[] value, T object) {
    return custom != null && custom.converts() ? (T) custom.fromStored(value) : object;
  }

  byte[] encode(T object) {
    ObjectMeta metadata = object.metadata();
    T stored =
        metadata.resourceVersion().isEmpty()
            ? object
            : kind.withMetadata(object, metadata.toBuilder().resourceVersion("").build());
    if (custom != null) {
      return custom.toStored((DynamicObject) stored);
    }
    byte[] json = JsonEncoder.encodeObject(kind.codec(), stored);
    return conversion == null ? json : conversion.store().apply(JsonValue.parse(json)).toJson();
  }

  T decode(byte[] value, long revision) {
    T object =
        custom != null
            ? (T) custom.fromStored(value)
            : conversion == null
                ? JsonDecoder.decode(kind.codec(), value)
                : JsonDecoder.decodeTree(
                        kind.codec(), conversion.read().apply(JsonValue.parse(value)))
                    .value();
    return at(kind.defaults(object), revision);
  }

  /// The object with its revision.
  T at(T object, long revision) {
    return kind.withMetadata(
        object, object.metadata().toBuilder().resourceVersion(Long.toString(revision)).build());
  }

  /// The way between a served version and the one that is kept.
  private record Conversion(Function<JsonValue, Obj> store, Function<JsonValue, Obj> read) {
    static @Nullable Conversion of(Names names) {
      return switch (names.apiVersion()) {
        case "events.k8s.io/v1" ->
            new Conversion(EventsConversion::toCore, EventsConversion::fromCore);
        case "autoscaling/v1" ->
            new Conversion(AutoscalerConversion::toV2, AutoscalerConversion::toV1);
        default -> null;
      };
    }
  }
}
