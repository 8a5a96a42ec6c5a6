package io.kubejar.server.rest;

import io.kubejar.http.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Long answers in gzip, for clients that take it.
final class Compression {
  /// Answers up to this length go as they are.
  private static final int THRESHOLD = 128 * 1024;

  private Compression() {}

  static boolean isWorthIt(Exchange exchange, int status, List<byte[]> pieces) {
    if (status != 200) {
      return false;
    }
    long length = 0;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    return length > THRESHOLD && accepts(exchange);
  }

  private static boolean accepts(Exchange exchange) {
    for (String header : exchange.headers().all("accept-encoding")) {
      for (String coding : header.split(",")) {
        String[] parts = coding.strip().toLowerCase(Locale.ROOT).split(";", 2);
        if (parts[0].strip().equals("gzip")) {
          return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
        }
      }
    }
    return false;
  }

  /// The pieces as one compressed body, at the speed that upstream chose.
  static List<byte[]> gzip(List<byte[]> pieces) {
    var out = new ByteArrayOutputStream(THRESHOLD);
    try (var gzip = new FastGzip(out)) {
      for (byte[] piece : pieces) {
        gzip.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(out.toByteArray());
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out, 16 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
