package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.ObjectMetaCodec;
import io.kubejar.api.meta.v1.PartialObjectMetadataSchema;
import io.kubejar.server.registry.EncodedForms.Form;
import io.kubejar.wire.json.DocumentWriter;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.protobuf.ProtobufDocument;
import org.jspecify.annotations.Nullable;

/// One state of a stored object, with its encoded forms, made when first asked for and shared.
///
/// An encoded form is a *tail*: the JSON object without its opening brace, so that it can follow
/// `{` in a list as well as `{"kind":…,"apiVersion":…,` on its own. Tails are dropped when there is
/// no room for them ([EncodedForms]); they are made again then.
public final class CachedObject<T extends ApiObject> {
  private final Kind<T> kind;
  private final T object;
  private final String key;
  private final long revision;
  private volatile @Nullable EncodedForms forms;

  /// What was stored, while it may serve the tail.
  private byte @Nullable [] stored;

  CachedObject(Kind<T> kind, T object, String key, long revision) {
    this.kind = kind;
    this.object = object;
    this.key = key;
    this.revision = revision;
  }

  /// An object that was just stored in the form of its answers.
  CachedObject(Kind<T> kind, T object, String key, long revision, byte @Nullable [] stored) {
    this(kind, object, key, revision);
    this.stored = stored;
  }

  /// An object that is not stored, to be written the way stored ones are.
  public static <T extends ApiObject> CachedObject<T> unstored(Kind<T> kind, T object) {
    return new CachedObject<>(kind, object, "", 0);
  }

  /// The same state as of another revision.
  CachedObject<T> at(long other) {
    var metadata = object.metadata().toBuilder().resourceVersion(Long.toString(other)).build();
    return new CachedObject<>(kind, kind.withMetadata(object, metadata), key, other);
  }

  /// The object, with the revision in its metadata.
  public T object() {
    return object;
  }

  /// Its key in the store.
  public String key() {
    return key;
  }

  /// The commit that wrote it.
  public long revision() {
    return revision;
  }

  /// The JSON form without `kind`, `apiVersion` and the opening brace; shared, not to be changed.
  public byte[] tail() {
    byte[] known = kept(Form.TAIL);
    if (known == null) {
      byte[] from = stored;
      known = from == null ? null : StoredTail.of(from, object.metadata().uid(), revision);
      if (known != null) {
        // Quickly made again, and most of what is written is not asked for before it changes.
        return known;
      }
      known = encoded();
      keep(Form.TAIL, known);
    }
    return known;
  }

  private byte[] encoded() {
    try (DocumentWriter out = new DocumentWriter()) {
      kind.codec().writeMembers(out, object);
      out.endObject();
      return out.toBytes();
    }
  }

  /// Lets go of what was stored, when its writer and those who were told of it had their time to
  /// ask.
  void settle() {
    stored = null;
  }

  /// The same with nothing but the metadata; shared, not to be changed.
  public byte[] metadataTail() {
    byte[] known = kept(Form.METADATA_TAIL);
    if (known == null) {
      known = metadataTail(kind.shownMetadata(object));
      keep(Form.METADATA_TAIL, known);
    }
    return known;
  }

  /// The protobuf message; shared, not to be changed.
  public byte[] message() {
    byte[] known = kept(Form.MESSAGE);
    if (known == null) {
      var tree = (JsonValue.Obj) JsonValue.parse(whole(tail()));
      known = ProtobufDocument.messageOf(tree, kind.codec().schema());
      keep(Form.MESSAGE, known);
    }
    return known;
  }

  /// The protobuf message of the metadata alone; not kept.
  public byte[] metadataMessage() {
    var tree = (JsonValue.Obj) JsonValue.parse(whole(metadataTail()));
    return ProtobufDocument.messageOf(tree, PartialObjectMetadataSchema.SCHEMA);
  }

  private static byte[] whole(byte[] tail) {
    byte[] whole = new byte[tail.length + 1];
    whole[0] = '{';
    System.arraycopy(tail, 0, whole, 1, tail.length);
    return whole;
  }

  static byte[] metadataTail(ObjectMeta metadata) {
    try (DocumentWriter out = new DocumentWriter()) {
      out.name("metadata");
      ObjectMetaCodec.INSTANCE.write(out, metadata);
      out.endObject();
      return out.toBytes();
    }
  }

  private byte @Nullable [] kept(Form form) {
    EncodedForms known = forms;
    return known == null ? null : known.get(form);
  }

  private void keep(Form form, byte[] bytes) {
    if (key.isEmpty()) {
      return; // Not stored, and so not asked for again.
    }
    EncodedForms known = forms;
    if (known == null) {
      known = new EncodedForms();
      forms = known;
    }
    known.put(form, bytes);
  }

  /// Lets go of the encoded forms of a state that is no longer the newest.
  void dropForms() {
    EncodedForms known = forms;
    if (known != null) {
      known.drop();
    }
  }

  /// Keeps no encoded forms any more: the state is no longer among the recent changes either, so
  /// that only a watcher far behind may still ask for them.
  void retire() {
    EncodedForms known = forms;
    if (known == null) {
      forms = EncodedForms.NONE;
    } else {
      known.retire();
    }
  }
}
