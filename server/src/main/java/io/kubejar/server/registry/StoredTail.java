package io.kubejar.server.registry;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The tail of an object taken from what was stored of it, which lacks nothing but the revision:
///
/// ```
/// {"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","uid":"…","creationTimestamp":…
///                                 "metadata":{"name":"a","uid":"…","resourceVersion":"7",…
/// ```
///
/// So an object that was written and is answered with is encoded once.
final class StoredTail {
  private static final byte[] KIND = ascii("{\"kind\":\"");
  private static final byte[] VERSION = ascii("\",\"apiVersion\":\"");
  private static final byte[] METADATA = ascii("\",\"metadata\":{");
  private static final int BEFORE_METADATA = 2;
  private static final byte[] UID = ascii("\"uid\":\"");
  private static final byte[] REVISION = ascii(",\"resourceVersion\":\"");

  private StoredTail() {}

  /// @param stored the JSON document without a revision
  /// @param uid the object's, after which the revision stands
  /// @return null when the document is not as expected
  static byte @Nullable [] of(byte[] stored, String uid, long revision) {
    int kind = after(stored, 0, KIND);
    int version = kind < 0 ? -1 : after(stored, quote(stored, kind), VERSION);
    int end = version < 0 ? -1 : quote(stored, version);
    int inside = end < 0 ? -1 : after(stored, end, METADATA);
    int place = inside < 0 || uid.isEmpty() ? -1 : afterUid(stored, inside, uid);
    if (place < 0) {
      return null;
    }
    int start = end + BEFORE_METADATA;
    byte[] number = ascii(Long.toString(revision));
    byte[] tail = new byte[stored.length - start + REVISION.length + number.length + 1];
    System.arraycopy(stored, start, tail, 0, place - start);
    int at = place - start;
    System.arraycopy(REVISION, 0, tail, at, REVISION.length);
    at += REVISION.length;
    System.arraycopy(number, 0, tail, at, number.length);
    at += number.length;
    tail[at++] = '"';
    System.arraycopy(stored, place, tail, at, stored.length - place);
    return tail;
  }

  /// Behind the member with the uid, before which there are only texts. Within a text a quote has a
  /// backslash before it, so that what looks like the member is the member.
  private static int afterUid(byte[] stored, int from, String uid) {
    int last = stored.length - UID.length - uid.length();
    for (int i = from; i < last; i++) {
      int value = after(stored, i, UID);
      if (value >= 0) {
        int end = value + uid.length();
        for (int k = 0; k < uid.length(); k++) {
          if (stored[value + k] != uid.charAt(k)) {
            return -1;
          }
        }
        return stored[end] == '"' ? end + 1 : -1;
      }
    }
    return -1;
  }

  /// The next quote, which no text of a kind or version contains.
  private static int quote(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '"') {
      at++;
    }
    return at;
  }

  /// The place behind an expected text; -1 when it is not there.
  private static int after(byte[] bytes, int at, byte[] text) {
    if (bytes.length - at < text.length) {
      return -1;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return -1;
      }
    }
    return at + text.length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
