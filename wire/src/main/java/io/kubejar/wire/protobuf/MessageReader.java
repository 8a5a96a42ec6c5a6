package io.kubejar.wire.protobuf;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.FieldType.Scalar;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.api.value.Duration;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Time;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.protobuf.MessageTable.Slot;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads a message of an API type into the tree that its JSON form would be.
///
/// Lists and maps are repeated fields, never packed; the entries of maps are messages with a key
/// and a value. Fields that are not known are skipped.
final class MessageReader {
  private static final int MAX_DEPTH = 500;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private MessageReader() {}

  /// Throws [ProtobufException] when the bytes are no such message.
  static JsonValue.Obj read(byte[] message, ObjectSchema schema) {
    var object = new PartialObject();
    read(new MessageCursor(message, 0, message.length), MessageTable.of(schema), object, MAX_DEPTH);
    return object.freeze();
  }

  private static void read(
      MessageCursor message, MessageTable table, PartialObject object, int depth) {
    if (depth == 0) {
      throw new ProtobufException("proto: messages nested too deeply");
    }
    while (message.next()) {
      switch (table.fields().get(message.tag())) {
        case null -> message.skip();
        case Slot.Inline(var inline) -> read(message.message("inline"), inline, object, depth - 1);
        case Slot.Member(var field) -> member(message, field, object, depth - 1);
      }
    }
  }

  private static void member(MessageCursor in, FieldSchema field, PartialObject object, int depth) {
    String name = field.name();
    switch (field.type()) {
      case FieldType.ListOf(var element) -> object.list(name).add(value(in, element, field, depth));
      case FieldType.MapOf(var element) ->
          entry(in.message(label(field)), element, field, object.object(name), depth);
      case FieldType.ObjectOf target ->
          read(
              in.message(label(field)),
              MessageTable.of(target.schema()),
              object.object(name),
              depth);
      default -> object.set(name, value(in, field.type(), field, depth));
    }
  }

  private static void entry(
      MessageCursor in, FieldType element, FieldSchema field, PartialObject map, int depth) {
    String key = "";
    @Nullable Object value = null;
    while (in.next()) {
      switch (in.tag()) {
        case KEY -> key = in.text(label(field));
        case VALUE -> value = value(in, element, field, depth);
        default -> in.skip();
      }
    }
    map.set(key, value == null ? zero(element) : value);
  }

  /// What an entry without a value has.
  private static JsonValue zero(FieldType type) {
    return switch (type) {
      case Scalar.QUANTITY -> JsonValue.of("0");
      case Scalar _ -> JsonValue.of("");
      case FieldType.ObjectOf _, FieldType.MapOf _ -> JsonValue.Obj.EMPTY;
      case FieldType.ListOf _ -> JsonValue.Array.EMPTY;
      case FieldType.Opaque _ -> JsonValue.Null.NULL;
    };
  }

  private static Object value(MessageCursor in, FieldType type, FieldSchema field, int depth) {
    return switch (type) {
      case Scalar scalar -> scalar(in, scalar, field);
      case FieldType.ObjectOf target -> {
        var object = new PartialObject();
        read(in.message(label(field)), MessageTable.of(target.schema()), object, depth);
        yield object;
      }
      // A list within a map or list is kept in a message of its own.
      case FieldType.ListOf(var element) -> {
        var list = new PartialObject.Items();
        var items = in.message(label(field));
        while (items.next()) {
          if (items.tag() == 1) {
            list.add(value(items, element, field, depth));
          } else {
            items.skip();
          }
        }
        yield list;
      }
      case FieldType.MapOf _ ->
          throw new ProtobufException("proto: no form of %s is known".formatted(field.name()));
      case FieldType.Opaque(var name) ->
          SchemaForms.read(
              in.message(label(field)),
              name,
              (message, schema) -> {
                var object = new PartialObject();
                read(message, MessageTable.of(schema), object, depth);
                return object;
              });
    };
  }

  private static JsonValue scalar(MessageCursor in, Scalar type, FieldSchema field) {
    return switch (type) {
      case STRING -> JsonValue.of(in.text(label(field)));
      case BOOLEAN -> JsonValue.of(in.number(label(field)) != 0);
      case INTEGER -> {
        long number = in.number(label(field));
        yield JsonValue.of(field.format().equals("int32") ? (int) number : number);
      }
      case NUMBER -> new JsonValue.Real(in.real(label(field)));
      case BYTES -> JsonValue.of(Base64.getEncoder().encodeToString(in.bytes(label(field))));
      case QUANTITY -> JsonValue.of(new String(inner(in, field), StandardCharsets.UTF_8));
      case INT_OR_STRING -> intOrString(in.message(label(field)), field);
      case TIME -> {
        var message = in.message(label(field));
        yield message.isEmpty()
            ? JsonValue.Null.NULL
            : JsonValue.of(new Time(instant(message, field)).toString());
      }
      case MICRO_TIME -> {
        var message = in.message(label(field));
        yield message.isEmpty()
            ? JsonValue.Null.NULL
            : JsonValue.of(new MicroTime(instant(message, field)).toString());
      }
      case DURATION -> {
        long nanoseconds = 0;
        var message = in.message(label(field));
        while (message.next()) {
          if (message.tag() == 1) {
            nanoseconds = message.number(label(field));
          } else {
            message.skip();
          }
        }
        yield JsonValue.of(new Duration(nanoseconds).toString());
      }
      case RAW, FIELDS_V1 -> raw(inner(in, field));
    };
  }

  static JsonValue raw(byte[] json) {
    if (json.length == 0) {
      return JsonValue.Null.NULL;
    }
    try {
      return JsonValue.parse(json);
    } catch (JsonException e) {
      throw new ProtobufException(String.valueOf(e.getMessage()));
    }
  }

  /// The one field of a message that only wraps a value.
  private static byte[] inner(MessageCursor in, FieldSchema field) {
    byte[] value = new byte[0];
    var message = in.message(label(field));
    while (message.next()) {
      if (message.tag() == 1) {
        value = message.bytes(label(field));
      } else {
        message.skip();
      }
    }
    return value;
  }

  private static JsonValue intOrString(MessageCursor message, FieldSchema field) {
    boolean text = false;
    int number = 0;
    String string = "";
    while (message.next()) {
      switch (message.tag()) {
        case 1 -> text = message.number(label(field)) != 0;
        case 2 -> number = (int) message.number(label(field));
        case 3 -> string = message.text(label(field));
        default -> message.skip();
      }
    }
    return text ? JsonValue.of(string) : JsonValue.of(number);
  }

  private static Instant instant(MessageCursor message, FieldSchema field) {
    long seconds = 0;
    int nanoseconds = 0;
    while (message.next()) {
      switch (message.tag()) {
        case 1 -> seconds = message.number(label(field));
        case 2 -> nanoseconds = (int) message.number(label(field));
        default -> message.skip();
      }
    }
    try {
      return Instant.ofEpochSecond(seconds, nanoseconds);
    } catch (DateTimeException e) {
      throw new ProtobufException("proto: time out of range for field " + label(field));
    }
  }

  /// What messages call a field.
  private static String label(FieldSchema field) {
    String name = field.name();
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
