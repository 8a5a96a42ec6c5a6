package io.kubejar.api.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// An immutable run of bytes, base64 in JSON.
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);
  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy of the bytes.
  public static Bytes copyOf(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /// A copy of the bytes from one position up to another.
  public static Bytes copyOf(byte[] bytes, int from, int to) {
    return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, from, to));
  }

  /// The bytes of an array that the caller never changes again.
  public static Bytes wrap(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes);
  }

  /// The UTF-8 form of a text.
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /// What a base64 text stands for, line breaks ignored; throws [IllegalArgumentException] with the
  /// position of what does not belong there.
  public static Bytes base64(String text) {
    if (text.length() % 4 == 0) {
      try {
        return wrap(Base64.getDecoder().decode(text));
      } catch (IllegalArgumentException e) {
        // Line breaks, or an error whose position is wanted.
        return wrap(Base64Parser.parse(text));
      }
    }
    return wrap(Base64Parser.parse(text));
  }

  public byte[] toArray() {
    return bytes.clone();
  }

  /// The byte at a position.
  public byte at(int index) {
    return bytes[index];
  }

  /// Copies all bytes into an array.
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  public String toUtf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The base64 form as ASCII bytes.
  public byte[] toBase64Bytes() {
    return Base64.getEncoder().encode(bytes);
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// Whether these bytes are those of a part of an array.
  boolean contentEquals(byte[] other, int from, int to) {
    return Arrays.equals(bytes, 0, bytes.length, other, from, to);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// The length only, since what such fields hold is often secret.
  @Override
  public String toString() {
    return "Bytes[" + bytes.length + "]";
  }
}
