package io.kubejar.api.certificates.v1;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// One block of PEM, RFC 7468.
///
/// @param type what stands after `BEGIN`
/// @param headers whether it has headers
/// @param content what its base64 stands for
/// @param rest the text after it
@SuppressWarnings("ArrayRecordComponent") // read once, at once
public record PemBlock(String type, boolean headers, byte[] content, String rest) {
  /// The first block of a text; null when there is none.
  public static @Nullable PemBlock next(String text) {
    String begin = "-----BEGIN ";
    int start = text.startsWith(begin) ? 0 : text.indexOf("\n" + begin);
    if (start < 0) {
      return null;
    }
    start = text.indexOf(begin, start);
    int typeEnd = text.indexOf("-----", start + begin.length());
    if (typeEnd < 0) {
      return null;
    }
    String type = text.substring(start + begin.length(), typeEnd);
    String end = "-----END " + type + "-----";
    int stop = text.indexOf(end, typeEnd);
    if (stop < 0) {
      return null;
    }
    String body = text.substring(typeEnd + 5, stop).strip();
    boolean headers = body.contains(":");
    if (headers) {
      int blank = body.indexOf("\n\n");
      body = blank < 0 ? "" : body.substring(blank);
    }
    try {
      byte[] content = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
      return new PemBlock(type, headers, content, text.substring(stop + end.length()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
