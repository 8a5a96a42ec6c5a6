package io.kubejar.http.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Terminal sizes on a stream, as `{"Width":80,"Height":24}` one after another.
final class TerminalSizes {
  private static final Pattern FIELD =
      Pattern.compile("\"(?i:(width|height))\"\\s*:\\s*(\\d{1,5})");
  private static final int LIMIT = 1024;

  private final InputStream in;

  TerminalSizes(InputStream in) {
    this.in = in;
  }

  /// Waits for the next size; null at the end or when the stream holds something else.
  @Nullable TerminalSize next() throws IOException {
    var object = new StringBuilder();
    while (object.length() < LIMIT) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      object.append((char) b);
      if (b == '}') {
        return parse(object);
      }
    }
    return null;
  }

  private static @Nullable TerminalSize parse(CharSequence object) {
    int width = 0;
    int height = 0;
    Matcher fields = FIELD.matcher(object);
    boolean any = false;
    while (fields.find()) {
      any = true;
      int value = Integer.parseInt(fields.group(2));
      if (fields.group(1).equalsIgnoreCase("width")) {
        width = value;
      } else {
        height = value;
      }
    }
    return any ? new TerminalSize(width, height) : null;
  }

  static byte[] encode(TerminalSize size) {
    return ("{\"Width\":" + size.width() + ",\"Height\":" + size.height() + "}\n").getBytes(UTF_8);
  }
}
