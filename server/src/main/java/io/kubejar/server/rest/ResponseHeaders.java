package io.kubejar.server.rest;

import io.kubejar.http.Headers;
import io.kubejar.server.spi.Warnings;

/// The headers that answers have in common.
final class ResponseHeaders {
  private ResponseHeaders() {}

  static Headers of(String contentType, Warnings warnings) {
    var headers =
        Headers.builder()
            .add("cache-control", "no-cache, private")
            .add("content-type", contentType);
    for (String warning : warnings.toList()) {
      headers.add("warning", "299 - " + quote(warning));
    }
    return headers.build();
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
