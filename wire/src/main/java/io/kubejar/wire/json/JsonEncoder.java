package io.kubejar.wire.json;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.meta.v1.ObjectCodec;

/// Writes typed values as JSON in UTF-8.
public final class JsonEncoder {
  private JsonEncoder() {}

  /// A value as one array.
  public static <T> byte[] encode(Codec<T> codec, T value) {
    try (DocumentWriter out = new DocumentWriter()) {
      codec.write(out, value);
      return out.toBytes();
    }
  }

  /// An object with its `kind` and `apiVersion`, as one array.
  public static <T> byte[] encodeObject(ObjectCodec<T> codec, T value) {
    try (DocumentWriter out = new DocumentWriter()) {
      codec.writeTyped(out, value);
      return out.toBytes();
    }
  }

  /// An object with its `kind` and `apiVersion`, as a tree.
  public static <T> JsonValue tree(ObjectCodec<T> codec, T value) {
    TreeWriter out = new TreeWriter();
    codec.writeTyped(out, value);
    return out.tree();
  }

  /// A value in pieces.
  public static <T> void encode(Codec<T> codec, T value, PieceSink sink) {
    try (DocumentWriter out = new DocumentWriter(sink)) {
      codec.write(out, value);
      out.flush();
    }
  }
}
