package io.kubejar.server.spi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text of any language in header values.
///
/// Headers carry bytes, of which each is one character of a value here; names of users are sent and
/// read as UTF-8.
public final class HeaderText {
  private HeaderText() {}

  /// The value that carries a text.
  public static String encoded(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// The text that a value carries.
  ///
  /// @throws IllegalArgumentException when its bytes are no UTF-8; replaced characters would make
  ///   two users one
  public static String decoded(String value) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("header value is not UTF-8", e);
    }
  }
}
