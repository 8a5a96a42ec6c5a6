package io.kubejar.api.kind;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.FieldName;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.RawJson;
import org.jspecify.annotations.Nullable;

/// Writes small values into messages; documents are the business of the wire module.
final class TextWriter implements JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private boolean comma;

  static <T> String write(Codec<T> codec, T value) {
    TextWriter writer = new TextWriter();
    codec.write(writer, value);
    return writer.out.toString();
  }

  @Override
  public void beginObject() {
    open('{');
  }

  @Override
  public void endObject() {
    close('}');
  }

  @Override
  public void beginArray() {
    open('[');
  }

  @Override
  public void endArray() {
    close(']');
  }

  @Override
  public void name(FieldName name) {
    name(name.toString());
  }

  @Override
  public void name(String name) {
    separate();
    quote(out, name);
    out.append(':');
    comma = false;
  }

  @Override
  public void nullValue() {
    literal("null");
  }

  @Override
  public void string(@Nullable String value) {
    text(value);
  }

  @Override
  public void bool(boolean value) {
    literal(Boolean.toString(value));
  }

  @Override
  public void int64(long value) {
    literal(Long.toString(value));
  }

  @Override
  public void float64(double value) {
    literal(Double.toString(value));
  }

  @Override
  public void bytes(@Nullable Bytes value) {
    text(value == null ? null : value.toBase64());
  }

  @Override
  public void raw(@Nullable RawJson value) {
    literal(value == null ? "null" : value.toString());
  }

  @Override
  public void fieldsV1(@Nullable FieldsV1 value) {
    literal(value == null ? "null" : value.toString());
  }

  /// Appends a text in quotes, escaped as upstream does: JSON, with `<`, `>` and `&` as they are
  /// only outside of documents.
  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7F) {
            out.append("\\x")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void open(char brace) {
    separate();
    out.append(brace);
    comma = false;
  }

  private void close(char brace) {
    out.append(brace);
    comma = true;
  }

  private void literal(String text) {
    separate();
    out.append(text);
    comma = true;
  }

  private void text(@Nullable String value) {
    if (value == null) {
      nullValue();
      return;
    }
    separate();
    quote(out, value);
    comma = true;
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = false;
  }
}
