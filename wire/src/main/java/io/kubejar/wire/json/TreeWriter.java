package io.kubejar.wire.json;

import io.kubejar.api.codec.FieldName;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.RawJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds the tree of one document, without its text in between.
final class TreeWriter implements JsonWriter {
  private final Deque<Open> open = new ArrayDeque<>();
  private JsonValue root = JsonValue.Null.NULL;

  /// An object or array that is not complete yet.
  private sealed interface Open {
    /// Members so far, and the name of the next.
    final class Members implements Open {
      private final Map<String, JsonValue> values = new LinkedHashMap<>();
      private String next = "";
    }

    /// Items so far.
    record Items(List<JsonValue> values) implements Open {}
  }

  JsonValue tree() {
    return root;
  }

  private void add(JsonValue value) {
    switch (open.peek()) {
      case null -> root = value;
      case Open.Members members -> members.values.put(members.next, value);
      case Open.Items(List<JsonValue> items) -> items.add(value);
    }
  }

  private void text(@Nullable String value) {
    add(value == null ? JsonValue.Null.NULL : new JsonValue.Text(value));
  }

  @Override
  public void beginObject() {
    open.push(new Open.Members());
  }

  @Override
  public void endObject() {
    if (open.pop() instanceof Open.Members members) {
      add(new JsonValue.Obj(members.values));
    }
  }

  @Override
  public void beginArray() {
    open.push(new Open.Items(new ArrayList<>()));
  }

  @Override
  public void endArray() {
    if (open.pop() instanceof Open.Items(List<JsonValue> items)) {
      add(new JsonValue.Array(items));
    }
  }

  @Override
  public void name(FieldName name) {
    name(name.name());
  }

  @Override
  public void name(String name) {
    if (open.peek() instanceof Open.Members members) {
      members.next = name;
    }
  }

  @Override
  public void nullValue() {
    add(JsonValue.Null.NULL);
  }

  @Override
  public void string(@Nullable String value) {
    text(value);
  }

  @Override
  public void bool(boolean value) {
    add(new JsonValue.Bool(value));
  }

  @Override
  public void int64(long value) {
    add(new JsonValue.Int(value));
  }

  @Override
  public void float64(double value) {
    add(JsonValue.parse(Doubles.toText(value)));
  }

  @Override
  public void bytes(@Nullable Bytes value) {
    text(value == null ? null : Bytes.wrap(value.toBase64Bytes()).toUtf8());
  }

  @Override
  public void raw(@Nullable RawJson value) {
    json(value == null ? null : value.text());
  }

  @Override
  public void fieldsV1(@Nullable FieldsV1 value) {
    json(value == null ? null : value.text());
  }

  private void json(@Nullable Bytes text) {
    add(text == null || text.isEmpty() ? JsonValue.Null.NULL : JsonValue.parse(text.toArray()));
  }
}
