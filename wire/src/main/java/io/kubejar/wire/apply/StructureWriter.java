package io.kubejar.wire.apply;

import io.kubejar.api.codec.FieldName;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.RawJson;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes of a document no more than decides which fields it has that a base does not have alike:
/// the names of members, what identifies items, and values where the base has one.
///
/// Two documents of the same shape with the same notes differ from the base in the same fields.
///
/// ```
/// {"name":"a","ports":[{"port":80,"note":"x"}]}   ►   { name scalar  ports [ { port =80  note scalar } ] }
/// ```
final class StructureWriter implements JsonWriter {
  // None of these begins a character of UTF-8.
  private static final byte OBJECT = (byte) 0xC0;
  private static final byte END_OBJECT = (byte) 0xC1;
  private static final byte ARRAY = (byte) 0xF5;
  private static final byte END_ARRAY = (byte) 0xF6;
  private static final byte NULL = (byte) 0xF7;
  private static final byte SCALAR = (byte) 0xF8;
  private static final byte VALUE = (byte) 0xF9;
  private static final byte NAME = (byte) 0xFA;

  /// An object or array that is not complete yet.
  ///
  /// @param values whether all values in it count
  /// @param keys the members whose values count
  private record Open(
      Shape shape,
      @Nullable JsonValue base,
      boolean array,
      boolean values,
      List<String> keys,
      @Nullable Open outer) {}

  private byte[] notes = new byte[2048];
  private int length;
  private @Nullable Open open;

  // Of the value that comes next.
  private Shape shape;
  private @Nullable JsonValue base;
  private boolean value;
  private List<String> keys = List.of();

  StructureWriter(Shape shape, JsonValue base) {
    this.shape = shape;
    this.base = base;
  }

  byte[] notes() {
    return Arrays.copyOf(notes, length);
  }

  private void note(byte mark) {
    if (length == notes.length) {
      notes = Arrays.copyOf(notes, length * 2);
    }
    notes[length++] = mark;
  }

  private void note(byte mark, byte[] text) {
    int needed = length + text.length + 1;
    if (needed > notes.length) {
      notes = Arrays.copyOf(notes, Math.max(needed, notes.length * 2));
    }
    notes[length] = mark;
    System.arraycopy(text, 0, notes, length + 1, text.length);
    length = needed;
  }

  private void push(boolean array) {
    open = new Open(shape, base, array, value, keys, open);
    if (array) {
      item();
    }
  }

  private void pop() {
    Open ended = open;
    if (ended != null) {
      open = ended.outer();
      after();
    }
  }

  /// A value is complete; in an array another may follow.
  private void after() {
    Open in = open;
    if (in != null && in.array()) {
      item();
    }
  }

  private void item() {
    Open in = open;
    if (in == null) {
      return;
    }
    base = null;
    if (in.shape() instanceof Shape.Items items) {
      shape = items.element();
      value = in.values() || items.separable() && items.keys().isEmpty();
      keys = items.separable() ? items.keys() : List.of();
    } else {
      shape = Shape.DEDUCED;
      value = in.values();
      keys = List.of();
    }
  }

  private void member(String name) {
    Open in = open;
    if (in == null) {
      return;
    }
    Shape found = in.shape() instanceof Shape.Members members ? members.field(name) : null;
    shape = found == null ? Shape.DEDUCED : found;
    value = in.values() || !in.keys().isEmpty() && in.keys().contains(name);
    keys = List.of();
    base = in.base() instanceof JsonValue.Obj object ? object.get(name) : null;
  }

  private boolean counts() {
    return value || base != null;
  }

  private void scalar(@Nullable Object given) {
    if (given == null) {
      note(NULL);
    } else if (counts()) {
      note(VALUE, given.toString().getBytes(StandardCharsets.UTF_8));
      note(SCALAR, given.getClass().getSimpleName().getBytes(StandardCharsets.UTF_8));
    } else {
      note(SCALAR);
    }
    after();
  }

  @Override
  public void beginObject() {
    note(OBJECT);
    push(false);
  }

  @Override
  public void endObject() {
    note(END_OBJECT);
    pop();
  }

  @Override
  public void beginArray() {
    note(ARRAY);
    push(true);
  }

  @Override
  public void endArray() {
    note(END_ARRAY);
    pop();
  }

  @Override
  public void name(FieldName name) {
    note(NAME, name.quoted());
    member(name.name());
  }

  @Override
  public void name(String name) {
    note(NAME, name.getBytes(StandardCharsets.UTF_8));
    member(name);
  }

  @Override
  public void nullValue() {
    scalar(null);
  }

  @Override
  public void string(@Nullable String text) {
    scalar(text);
  }

  @Override
  public void bool(boolean given) {
    scalar(given);
  }

  @Override
  public void int64(long number) {
    scalar(number);
  }

  @Override
  public void float64(double number) {
    scalar(number);
  }

  @Override
  public void bytes(@Nullable Bytes given) {
    scalar(given == null ? null : counts() ? Bytes.wrap(given.toBase64Bytes()).toUtf8() : "");
  }

  @Override
  public void raw(@Nullable RawJson json) {
    tree(json == null ? null : json.text());
  }

  @Override
  public void fieldsV1(@Nullable FieldsV1 fields) {
    tree(fields == null ? null : fields.text());
  }

  private void tree(@Nullable Bytes text) {
    if (text == null || text.isEmpty()) {
      nullValue();
    } else {
      JsonValueCodec.INSTANCE.write(this, JsonValue.parse(text.toArray()));
    }
  }
}
