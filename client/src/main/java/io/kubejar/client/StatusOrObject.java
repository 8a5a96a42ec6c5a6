package io.kubejar.client;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;

/// The answer to a delete, whose form varies and which nobody reads.
final class StatusOrObject implements Codec<Boolean> {
  static final StatusOrObject INSTANCE = new StatusOrObject();

  private StatusOrObject() {}

  @Override
  public Boolean read(JsonReader in) {
    in.skip();
    return true;
  }

  @Override
  public void write(JsonWriter out, Boolean value) {
    out.bool(value);
  }

  @Override
  public Boolean zero() {
    return true;
  }
}
