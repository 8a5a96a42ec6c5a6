package io.kubejar.server.registry;

import io.kubejar.server.spi.Failures;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.util.Base64;
import java.util.LinkedHashMap;

/// Where a list goes on: a revision and the first key of the next page, below the list's prefix.
///
/// @param revision the revision of the first page; -1 for the newest one
/// @param start the key's rest
record ContinueToken(long revision, String start) {
  private static final String VERSION = "meta.k8s.io/v1";

  static ContinueToken parse(String text) {
    JsonValue value;
    try {
      int wrong = firstWrong(text);
      if (wrong >= 0) {
        throw invalid("illegal base64 data at input byte " + wrong);
      }
      value = JsonValue.parse(Base64.getUrlDecoder().decode(text));
    } catch (JsonException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    if (!(value instanceof JsonValue.Obj token)) {
      throw invalid("not an object");
    }
    if (!token.text("v").equals(VERSION)) {
      throw invalid("server does not recognize this encoded version " + token.text("v"));
    }
    long revision = token.get("rv") instanceof JsonValue.Int(long number) ? number : 0;
    if (revision == 0) {
      throw invalid("incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
    }
    String start = token.text("start");
    if (start.isEmpty()) {
      throw invalid("no start key");
    }
    if (!isPlain(start)) {
      throw invalid(start);
    }
    return new ContinueToken(revision, start);
  }

  /// Where the text stops being base64 for URLs without padding, or -1.
  private static int firstWrong(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'A' && c <= 'Z'
          || c >= 'a' && c <= 'z'
          || c >= '0' && c <= '9'
          || c == '-'
          || c == '_')) {
        return i;
      }
    }
    return text.length() % 4 == 1 ? text.length() - 1 : -1;
  }

  /// Whether a key leads nowhere but down, so that no page shows what is beside the list.
  private static boolean isPlain(String start) {
    for (String part : start.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static RuntimeException invalid(String why) {
    return Failures.badRequest("invalid continue token: continue key is not valid: " + why);
  }

  String encode() {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("v", JsonValue.of(VERSION));
    members.put("rv", JsonValue.of(revision));
    members.put("start", JsonValue.of(start));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(new JsonValue.Obj(members).toJson());
  }
}
