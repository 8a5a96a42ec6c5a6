package io.kubejar.server.storage;

import io.kubejar.api.kind.FurtherVersion;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.store.Entry;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.protobuf.ProtobufDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a kind's objects are kept: without the revision, below the kind's prefix, in the one version
/// in which the objects of all versions of a kind are stored. What upstream wrote is read as well
/// as what we write.
@SuppressWarnings("unchecked") // the objects of a custom kind are dynamic
public final class StoredForm<T extends ApiObject> {
  private static final Set<String> JSON_ALWAYS =
      Set.of("apiextensions.k8s.io", "apiregistration.k8s.io");

  private final Kind<T> kind;
  private final ObjectCodec<T> codec;
  private final String prefix;
  private final StoredVersion version;
  private final boolean protobuf;
  private final @Nullable CustomKind custom;

  /// @param media how objects are written
  public StoredForm(Kind<T> kind, StorageMedia media) {
    this.kind = kind;
    this.prefix = kind.names().storagePrefix();
    Kind<T> ruling = kind instanceof FurtherVersion<T> further ? further.kind() : kind;
    this.codec = ruling.codec();
    this.version = StoredVersion.of(ruling);
    this.custom = kind instanceof CustomKind own ? own : null;
    this.protobuf = media == StorageMedia.PROTOBUF && !JSON_ALWAYS.contains(kind.names().group());
  }

  public String prefix() {
    return prefix;
  }

  /// Where the objects of a namespace are; an empty one means all.
  public String prefix(String namespace) {
    return namespace.isEmpty() ? prefix : prefix + namespace + "/";
  }

  public String key(String namespace, String name) {
    return namespace.isEmpty() ? prefix + name : prefix + namespace + "/" + name;
  }

  /// The object as it will be read back from an encoded form.
  public T kept(byte[] value, T object) {
    return custom != null && custom.converts() ? (T) custom.fromStored(value) : object;
  }

  /// Whether a value is, but for the revision, the JSON that clients get.
  public boolean isAnswered() {
    return custom == null && version.same() && !protobuf;
  }

  public byte[] encode(T object) {
    ObjectMeta metadata = object.metadata();
    T stored =
        metadata.resourceVersion().isEmpty()
            ? object
            : kind.withMetadata(object, metadata.toBuilder().resourceVersion("").build());
    if (custom != null) {
      return custom.toStored((DynamicObject) stored);
    }
    byte[] json = JsonEncoder.encodeObject(codec, stored);
    if (version.same() && !protobuf) {
      return json;
    }
    JsonValue kept = version.store().apply(JsonValue.parse(json));
    return protobuf ? ProtobufDocument.of((Obj) kept, version.schema()) : kept.toJson();
  }

  /// The object of a kept value.
  ///
  /// @param revision that of the entry
  public T decode(byte[] value, long revision) {
    return at(
        kind.defaults(custom != null ? (T) custom.fromStored(value) : builtIn(value)), revision);
  }

  /// The objects of several entries, which are converted together.
  public List<T> decodeAll(List<Entry> entries) {
    if (custom == null) {
      return entries.stream().map(entry -> decode(entry.value(), entry.modRevision())).toList();
    }
    List<DynamicObject> objects = custom.fromStored(entries.stream().map(Entry::value).toList());
    List<T> decoded = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      decoded.add(at(kind.defaults((T) objects.get(i)), entries.get(i).modRevision()));
    }
    return decoded;
  }

  private T builtIn(byte[] value) {
    boolean message = ProtobufDocument.isDocument(value);
    if (version.same() && !message) {
      return JsonDecoder.decode(codec, value);
    }
    JsonValue kept =
        message ? ProtobufDocument.parse(value).toJson(version.schema()) : JsonValue.parse(value);
    return JsonDecoder.decodeTree(codec, version.read().apply(kept)).value();
  }

  /// The object with its revision.
  public T at(T object, long revision) {
    return kind.withMetadata(
        object, object.metadata().toBuilder().resourceVersion(Long.toString(revision)).build());
  }
}
