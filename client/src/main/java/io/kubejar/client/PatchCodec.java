package io.kubejar.client;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.value.RawJson;

/// Writes a patch's document as it is; patches are never read back.
final class PatchCodec implements Codec<Patch> {
  static final PatchCodec INSTANCE = new PatchCodec();

  private PatchCodec() {}

  @Override
  public Patch read(JsonReader in) {
    throw in.error("a patch is sent, not read");
  }

  @Override
  public void write(JsonWriter out, Patch value) {
    out.raw(new RawJson(value.document()));
  }

  @Override
  public Patch zero() {
    return Patch.merge("{}");
  }
}
