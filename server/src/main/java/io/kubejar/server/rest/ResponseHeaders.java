package io.kubejar.server.rest;

import io.kubejar.http.Headers;
import io.kubejar.server.spi.Warnings;
import java.util.List;

/// The headers that answers have in common.
final class ResponseHeaders {
  /// Characters of all warnings together; when there are more, long ones are cut and late ones left
  /// out.
  private static final int MOST = 4096;

  private static final int MOST_OF_ONE = 256;

  private ResponseHeaders() {}

  static Headers of(String contentType, Warnings warnings) {
    var headers =
        Headers.builder()
            .add("cache-control", "no-cache, private")
            .add("content-type", contentType);
    List<String> texts = warnings.toList();
    boolean cut = texts.stream().mapToLong(String::length).sum() > MOST;
    int written = 0;
    for (String text : texts) {
      if (written >= MOST) {
        break;
      }
      String warning = cut ? start(text) : text;
      written += warning.length();
      headers.add("warning", "299 - " + quote(warning));
    }
    return headers.build();
  }

  private static String start(String text) {
    return text.codePointCount(0, text.length()) <= MOST_OF_ONE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_OF_ONE));
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      if (c >= ' ' && c != 0x7f) {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
