package io.kubejar.wire.json;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.FieldName;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.RawJson;
import io.kubejar.api.value.SortedStringMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes one JSON document into a buffer, and when there is a sink, on to it whenever enough has
/// gathered.
///
/// Strings are escaped as upstream does: besides what JSON demands also `< > &`, U+2028 and U+2029;
/// half a surrogate pair becomes U+FFFD.
public final class DocumentWriter implements JsonWriter, AutoCloseable {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /// Which ASCII characters stand for themselves within a string.
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (int c = ' '; c < PLAIN.length; c++) {
      PLAIN[c] = "\"\\<>&".indexOf(c) < 0;
    }
  }

  private final @Nullable PieceSink sink;
  private byte[] buffer = Buffers.take();
  private int length;
  private boolean comma;

  /// A writer that keeps all; see [#toBytes].
  public DocumentWriter() {
    this.sink = null;
  }

  /// A writer that hands on what it wrote; [#flush] hands on the rest.
  public DocumentWriter(PieceSink sink) {
    this.sink = sink;
  }

  /// All that was written and not handed on.
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  /// Hands on what is left.
  public void flush() {
    if (sink != null && length > 0) {
      sink.accept(buffer, 0, length);
      length = 0;
    }
  }

  /// Gives the buffer back; the writer is not to be used after.
  @Override
  public void close() {
    Buffers.give(buffer);
    buffer = new byte[0];
    length = 0;
  }

  /// A value that is JSON already; never copied when there is a sink.
  public void encoded(byte[] json) {
    separate();
    if (sink == null || json.length < 256) {
      append(json);
    } else {
      flush();
      sink.acceptShared(json);
    }
    comma = true;
  }

  /// A byte between documents, such as the line feed after a watch event.
  public void lineFeed() {
    ensure(1);
    buffer[length++] = '\n';
    comma = false;
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    if (sink != null) {
      flush();
      if (buffer.length >= more) {
        return;
      }
    }
    buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
  }

  private void separate() {
    if (comma) {
      ensure(1);
      buffer[length++] = ',';
    }
  }

  private void append(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void begin(char c) {
    separate();
    ensure(1);
    buffer[length++] = (byte) c;
    comma = false;
  }

  private void end(char c) {
    ensure(1);
    buffer[length++] = (byte) c;
    comma = true;
  }

  @Override
  public void beginObject() {
    begin('{');
  }

  @Override
  public void endObject() {
    end('}');
  }

  @Override
  public void beginArray() {
    begin('[');
  }

  @Override
  public void endArray() {
    end(']');
  }

  @Override
  public void name(FieldName name) {
    separate();
    append(name.quoted());
    comma = false;
  }

  @Override
  public void name(String name) {
    separate();
    quote(name);
    ensure(1);
    buffer[length++] = ':';
    comma = false;
  }

  @Override
  public void nullValue() {
    ascii("null");
  }

  @Override
  public void string(@Nullable String value) {
    if (value == null) {
      nullValue();
      return;
    }
    separate();
    quote(value);
    comma = true;
  }

  private void quote(String value) {
    int count = value.length();
    if (count > Buffers.SIZE / 8) {
      quoteInParts(value);
      return;
    }
    // No character takes more than six bytes.
    ensure(count * 6 + 2);
    buffer[length++] = '"';
    quoted(value, 0, count);
    buffer[length++] = '"';
  }

  private void quoteInParts(String value) {
    int step = Buffers.SIZE / 8;
    ensure(1);
    buffer[length++] = '"';
    int from = 0;
    while (from < value.length()) {
      int to = Math.min(value.length(), from + step);
      if (to < value.length() && Character.isHighSurrogate(value.charAt(to - 1))) {
        to--;
      }
      ensure((to - from) * 6);
      quoted(value, from, to);
      from = to;
    }
    ensure(1);
    buffer[length++] = '"';
  }

  private void quoted(String value, int from, int to) {
    byte[] out = buffer;
    int at = length;
    for (int i = from; i < to; i++) {
      char c = value.charAt(i);
      if (c < 128) {
        if (PLAIN[c]) {
          out[at++] = (byte) c;
        } else {
          at = escape(out, at, c);
        }
      } else if (c < 0x800) {
        out[at++] = (byte) (0xC0 | c >> 6);
        out[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (c == 0x2028 || c == 0x2029) {
        at = unicode(out, at, c);
      } else if (!Character.isSurrogate(c)) {
        at = threeBytes(out, at, c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < to
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        int code = Character.toCodePoint(c, value.charAt(++i));
        out[at++] = (byte) (0xF0 | code >> 18);
        out[at++] = (byte) (0x80 | (code >> 12 & 0x3F));
        out[at++] = (byte) (0x80 | (code >> 6 & 0x3F));
        out[at++] = (byte) (0x80 | (code & 0x3F));
      } else {
        at = unicode(out, at, 0xFFFD);
      }
    }
    length = at;
  }

  private static int threeBytes(byte[] out, int at, int c) {
    out[at++] = (byte) (0xE0 | c >> 12);
    out[at++] = (byte) (0x80 | (c >> 6 & 0x3F));
    out[at++] = (byte) (0x80 | (c & 0x3F));
    return at;
  }

  private static int escape(byte[] out, int at, char c) {
    char letter =
        switch (c) {
          case '"', '\\' -> c;
          case '\b' -> 'b';
          case '\f' -> 'f';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          default -> 0;
        };
    if (letter == 0) {
      return unicode(out, at, c);
    }
    out[at++] = '\\';
    out[at++] = (byte) letter;
    return at;
  }

  private static int unicode(byte[] out, int at, int c) {
    out[at++] = '\\';
    out[at++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      out[at++] = HEX[c >> shift & 0xF];
    }
    return at;
  }

  @Override
  public void bool(boolean value) {
    ascii(value ? "true" : "false");
  }

  @Override
  public void int64(long value) {
    separate();
    ensure(20);
    if (value == Long.MIN_VALUE) {
      append(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    } else {
      digits(value);
    }
    comma = true;
  }

  private void digits(long value) {
    long rest = value;
    if (rest < 0) {
      buffer[length++] = '-';
      rest = -rest;
    }
    int width = 1;
    for (long bound = 10; width < 19 && rest >= bound; bound *= 10) {
      width++;
    }
    for (int i = length + width - 1; i >= length; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }

  @Override
  public void float64(double value) {
    ascii(Doubles.toText(value));
  }

  @Override
  public void bytes(@Nullable Bytes value) {
    if (value == null) {
      nullValue();
      return;
    }
    separate();
    byte[] encoded = value.toBase64Bytes();
    ensure(encoded.length + 2);
    buffer[length++] = '"';
    System.arraycopy(encoded, 0, buffer, length, encoded.length);
    length += encoded.length;
    buffer[length++] = '"';
    comma = true;
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
    if (text == null || text.isEmpty()) {
      nullValue();
      return;
    }
    separate();
    ensure(text.length());
    text.copyTo(buffer, length);
    length += text.length();
    comma = true;
  }

  private void ascii(String text) {
    separate();
    ensure(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[length++] = (byte) text.charAt(i);
    }
    comma = true;
  }

  @Override
  public <T> void list(List<T> values, Codec<T> codec, boolean emptyAsNull) {
    if (emptyAsNull && values.isEmpty()) {
      nullValue();
      return;
    }
    beginArray();
    for (int i = 0, n = values.size(); i < n; i++) {
      codec.write(this, values.get(i));
    }
    endArray();
  }

  @Override
  public <T> void map(Map<String, T> values, Codec<T> codec, boolean emptyAsNull) {
    if (emptyAsNull && values.isEmpty()) {
      nullValue();
      return;
    }
    beginObject();
    SortedStringMap<T> sorted = (SortedStringMap<T>) SortedStringMap.copyOf(values);
    for (int i = 0, n = sorted.size(); i < n; i++) {
      name(sorted.keyAt(i));
      codec.write(this, sorted.valueAt(i));
    }
    endObject();
  }
}
