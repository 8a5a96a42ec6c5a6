package io.kubejar.wire.protobuf;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.FieldType.Scalar;
import io.kubejar.api.schema.ObjectSchema;
import io.kubejar.api.value.Duration;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Time;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.protobuf.MessageTable.Slot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes the message of an API type from the tree of its JSON form.
///
/// Fields ascend by tag and map keys are sorted. A value that need not be set is left out when it
/// is not; any other is always written.
final class MessageWriter {
  private MessageWriter() {}

  /// The tree has to be of the type; throws [IllegalArgumentException] when it is not.
  static byte[] write(JsonValue.Obj object, ObjectSchema schema) {
    return write(object, MessageTable.of(schema));
  }

  private static byte[] write(JsonValue.Obj object, MessageTable table) {
    var out = new MessageOutput();
    table
        .fields()
        .forEach(
            (tag, slot) -> {
              switch (slot) {
                case Slot.Inline(var inline) -> out.bytes(tag, write(object, inline));
                case Slot.Member(var field) -> member(out, field, object.get(field.name()));
              }
            });
    return out.toBytes();
  }

  private static void member(MessageOutput out, FieldSchema field, @Nullable JsonValue value) {
    switch (field.type()) {
      case FieldType.ListOf(var element) -> {
        if (value instanceof JsonValue.Array(var items)) {
          for (JsonValue item : items) {
            value(out, field.tag(), element, item);
          }
        }
      }
      case FieldType.MapOf(var element) -> {
        if (value instanceof JsonValue.Obj(var members)) {
          new TreeMap<>(members)
              .forEach(
                  (key, item) -> {
                    var entry = new MessageOutput();
                    entry.text(1, key);
                    value(entry, 2, element, item);
                    out.bytes(field.tag(), entry.toBytes());
                  });
        }
      }
      default -> {
        if (value != null && value != JsonValue.Null.NULL) {
          value(out, field.tag(), field.type(), value);
        } else if (!field.optional() || isTimeAsValue(field)) {
          zero(out, field.tag(), field.type());
        }
      }
    }
  }

  /// Upstream holds most times as values, whose absence is an empty message.
  private static boolean isTimeAsValue(FieldSchema field) {
    return field.always() && (field.type() == Scalar.TIME || field.type() == Scalar.MICRO_TIME);
  }

  private static void zero(MessageOutput out, int tag, FieldType type) {
    switch (type) {
      case Scalar.BYTES -> {}
      case Scalar.STRING, Scalar.TIME, Scalar.MICRO_TIME, Scalar.RAW, Scalar.FIELDS_V1 ->
          out.bytes(tag, new byte[0]);
      case Scalar.BOOLEAN, Scalar.INTEGER -> out.number(tag, 0);
      case Scalar.NUMBER -> out.real(tag, 0);
      case Scalar.QUANTITY -> value(out, tag, type, JsonValue.of("0"));
      case Scalar.DURATION -> value(out, tag, type, JsonValue.of("0s"));
      case Scalar.INT_OR_STRING -> value(out, tag, type, JsonValue.of(0));
      case FieldType.ObjectOf target -> out.bytes(tag, write(JsonValue.Obj.EMPTY, target.schema()));
      case FieldType.ListOf _, FieldType.MapOf _, FieldType.Opaque _ -> {}
    }
  }

  private static void value(MessageOutput out, int tag, FieldType type, JsonValue value) {
    switch (type) {
      case Scalar scalar -> scalar(out, tag, scalar, value);
      case FieldType.ObjectOf target ->
          out.bytes(
              tag,
              write(
                  value instanceof JsonValue.Obj object ? object : JsonValue.Obj.EMPTY,
                  target.schema()));
      case FieldType.ListOf(var element) -> {
        var wrapped = new MessageOutput();
        if (value instanceof JsonValue.Array(var items)) {
          for (JsonValue item : items) {
            value(wrapped, 1, element, item);
          }
        }
        out.bytes(tag, wrapped.toBytes());
      }
      case FieldType.MapOf _ -> throw new IllegalArgumentException("a map within a map");
      case FieldType.Opaque(var name) -> {
        var form = new MessageOutput();
        SchemaForms.write(form, name, value);
        out.bytes(tag, form.toBytes());
      }
    }
  }

  private static void scalar(MessageOutput out, int tag, Scalar type, JsonValue value) {
    switch (type) {
      case STRING -> out.text(tag, text(value));
      case BOOLEAN -> out.number(tag, value instanceof JsonValue.Bool(var b) && b ? 1 : 0);
      case INTEGER -> out.number(tag, value instanceof JsonValue.Int(var i) ? i : 0);
      case NUMBER ->
          out.real(
              tag,
              switch (value) {
                case JsonValue.Int(var i) -> i;
                case JsonValue.Real(var r) -> r;
                default -> 0;
              });
      case BYTES -> out.bytes(tag, Base64.getDecoder().decode(text(value)));
      case QUANTITY -> {
        var message = new MessageOutput();
        message.text(1, text(value));
        out.bytes(tag, message.toBytes());
      }
      case INT_OR_STRING -> {
        var message = new MessageOutput();
        message.number(1, value instanceof JsonValue.Text ? 1 : 0);
        message.number(2, value instanceof JsonValue.Int(var i) ? i : 0);
        message.text(3, text(value));
        out.bytes(tag, message.toBytes());
      }
      case TIME ->
          out.bytes(
              tag,
              value instanceof JsonValue.Text(var text)
                  ? instant(Time.parse(text).instant(), 0)
                  : new byte[0]);
      case MICRO_TIME -> {
        if (value instanceof JsonValue.Text(var text)) {
          Instant instant = MicroTime.parse(text).instant();
          out.bytes(tag, instant(instant, instant.getNano() / 1000 * 1000));
        } else {
          out.bytes(tag, new byte[0]);
        }
      }
      case DURATION -> {
        var message = new MessageOutput();
        message.number(1, Duration.parse(text(value)).nanos());
        out.bytes(tag, message.toBytes());
      }
      case RAW, FIELDS_V1 -> {
        var message = new MessageOutput();
        message.bytes(1, value.toJsonText().getBytes(StandardCharsets.UTF_8));
        out.bytes(tag, message.toBytes());
      }
    }
  }

  private static byte[] instant(Instant instant, int nanoseconds) {
    var message = new MessageOutput();
    message.number(1, instant.getEpochSecond());
    message.number(2, nanoseconds);
    return message.toBytes();
  }

  private static String text(JsonValue value) {
    return value instanceof JsonValue.Text(var text) ? text : "";
  }
}
