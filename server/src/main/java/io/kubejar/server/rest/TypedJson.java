package io.kubejar.server.rest;

import io.kubejar.api.codec.RecordCodec;
import io.kubejar.wire.json.DocumentWriter;

/// Writes a record with its `kind` and `apiVersion` first, as its schema names them.
final class TypedJson {
  private TypedJson() {}

  static <T> byte[] encode(RecordCodec<T> codec, T value) {
    var schema = codec.schema();
    try (DocumentWriter out = new DocumentWriter()) {
      out.beginObject();
      out.name("kind");
      out.string(schema.kind());
      out.name("apiVersion");
      out.string(
          schema.group().isEmpty() ? schema.version() : schema.group() + "/" + schema.version());
      codec.writeMembers(out, value);
      out.endObject();
      return out.toBytes();
    }
  }
}
