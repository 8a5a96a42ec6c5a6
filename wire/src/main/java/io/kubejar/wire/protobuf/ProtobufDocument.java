package io.kubejar.wire.protobuf;

import io.kubejar.api.meta.v1.ListMetaSchema;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.wire.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// An object in the envelope that says what it is: the bytes `k8s`, a zero, and a message with the
/// type and the object's own message.
///
/// @param apiVersion the group and version; may be empty in what clients send
/// @param kind the kind; may be empty in what clients send
/// @param message the object's message
@SuppressWarnings("ArrayRecordComponent") // Passed on once and never compared.
public record ProtobufDocument(String apiVersion, String kind, byte[] message) {
  public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int TYPE = 1;
  private static final int RAW = 2;
  private static final int CONTENT_ENCODING = 3;
  private static final int CONTENT_TYPE = 4;
  private static final int API_VERSION = 1;
  private static final int KIND = 2;

  /// Whether bytes begin as a document does.
  public static boolean isDocument(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// Opens the envelope; throws [ProtobufException] when the bytes are none.
  public static ProtobufDocument parse(byte[] bytes) {
    if (!isDocument(bytes)) {
      throw new ProtobufException("provided data does not appear to be a protobuf message");
    }
    String apiVersion = "";
    String kind = "";
    byte[] message = new byte[0];
    var envelope = new MessageCursor(bytes, MAGIC.length, bytes.length);
    while (envelope.next()) {
      switch (envelope.tag()) {
        case TYPE -> {
          var type = envelope.message("TypeMeta");
          while (type.next()) {
            switch (type.tag()) {
              case API_VERSION -> apiVersion = type.text("APIVersion");
              case KIND -> kind = type.text("Kind");
              default -> type.skip();
            }
          }
        }
        case RAW -> message = envelope.bytes("Raw");
        default -> envelope.skip();
      }
    }
    return new ProtobufDocument(apiVersion, kind, message);
  }

  /// The JSON tree of the object, with `apiVersion` and `kind` where the envelope has them.
  public JsonValue.Obj toJson(ObjectSchema schema) {
    var object = MessageReader.read(message, schema);
    return object.with("apiVersion", JsonValue.of(apiVersion)).with("kind", JsonValue.of(kind));
  }

  /// The document of a JSON tree of a kind.
  public static byte[] of(JsonValue.Obj object, ObjectSchema schema) {
    return envelope(
        object.text("apiVersion"), object.text("kind"), MessageWriter.write(object, schema));
  }

  /// The document of the JSON tree of a list, whose items are of a kind.
  public static byte[] ofList(JsonValue.Obj list, ObjectSchema item) {
    var message = new MessageOutput();
    message.bytes(1, MessageWriter.write(list.object("metadata"), ListMetaSchema.SCHEMA));
    for (JsonValue value : list.items("items")) {
      if (value instanceof JsonValue.Obj object) {
        message.bytes(2, MessageWriter.write(object, item));
      }
    }
    return envelope(list.text("apiVersion"), list.text("kind"), message.toBytes());
  }

  /// The message of a JSON tree of a kind, without the envelope.
  public static byte[] messageOf(JsonValue.Obj object, ObjectSchema schema) {
    return MessageWriter.write(object, schema);
  }

  /// The document of a kind from its message.
  public static byte[] of(String apiVersion, String kind, byte[] message) {
    return envelope(apiVersion, kind, message);
  }

  /// The document of a list from the messages of its items.
  ///
  /// @param metadata the list's metadata as a tree
  public static byte[] ofList(
      String apiVersion, String kind, JsonValue.Obj metadata, Iterable<byte[]> items) {
    var message = new MessageOutput();
    message.bytes(1, MessageWriter.write(metadata, ListMetaSchema.SCHEMA));
    for (byte[] item : items) {
      message.bytes(2, item);
    }
    return envelope(apiVersion, kind, message.toBytes());
  }

  /// An event of a watch as a frame: its length in four bytes, then its message.
  ///
  /// @param type such as `ADDED`
  /// @param document the object in its envelope
  public static byte[] eventFrame(String type, byte[] document) {
    var raw = new MessageOutput();
    raw.bytes(1, document);
    var event = new MessageOutput();
    event.text(1, type);
    event.bytes(2, raw.toBytes());
    byte[] message = event.toBytes();
    return ByteBuffer.allocate(Integer.BYTES + message.length)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static byte[] envelope(String apiVersion, String kind, byte[] message) {
    var type = new MessageOutput();
    type.text(API_VERSION, apiVersion);
    type.text(KIND, kind);
    var out = new MessageOutput();
    out.plain(MAGIC);
    out.bytes(TYPE, type.toBytes());
    out.bytes(RAW, message);
    out.text(CONTENT_ENCODING, "");
    out.text(CONTENT_TYPE, "");
    return out.toBytes();
  }
}
