package io.kubejar.wire.json;

import io.kubejar.api.codec.Codec;
import java.util.List;

/// Reads typed values from JSON in UTF-8.
public final class JsonDecoder {
  private JsonDecoder() {}

  /// A value, and what a strict reader objects to: `unknown field "spec.foo"`, `duplicate field
  /// "spec.replicas"`.
  public record Strict<T>(T value, List<String> findings) {
    public Strict {
      findings = List.copyOf(findings);
    }
  }

  /// Reads a document; throws [JsonException] when it does not fit.
  public static <T> T decode(Codec<T> codec, byte[] json) {
    return decode(codec, json, 0, json.length);
  }

  /// Reads a document from a part of an array.
  public static <T> T decode(Codec<T> codec, byte[] json, int from, int to) {
    return new DocumentReader(json, from, to, null).document(codec);
  }

  /// Reads a document and notes unknown and duplicate fields besides.
  public static <T> Strict<T> decodeStrict(Codec<T> codec, byte[] json) {
    Strictness strictness = new Strictness();
    T value = new DocumentReader(json, 0, json.length, strictness).document(codec);
    return new Strict<>(value, strictness.findings());
  }

  /// Turns a tree into a value, as after a strategic merge patch; errors have upstream's words for
  /// that (`unrecognized type: int32`, `cannot restore map from slice`).
  public static <T> Strict<T> decodeTree(Codec<T> codec, JsonValue tree) {
    byte[] json = tree.toJson();
    Strictness strictness = new Strictness();
    T value =
        new DocumentReader(new JsonScanner(json, 0, json.length), strictness, true).document(codec);
    return new Strict<>(value, strictness.findings());
  }

  /// Checks that a document is JSON; throws [JsonException] otherwise.
  public static void check(byte[] json) {
    JsonScanner scanner = new JsonScanner(json, 0, json.length);
    scanner.skip(0);
    scanner.finish();
  }
}
