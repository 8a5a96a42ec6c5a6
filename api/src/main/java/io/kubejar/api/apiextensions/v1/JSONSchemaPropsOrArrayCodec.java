package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.JsonForm;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import java.util.List;

/// The JSON form of [JSONSchemaPropsOrArray].
public final class JSONSchemaPropsOrArrayCodec implements Codec<JSONSchemaPropsOrArray> {
  public static final JSONSchemaPropsOrArrayCodec INSTANCE = new JSONSchemaPropsOrArrayCodec();

  private JSONSchemaPropsOrArrayCodec() {}

  @Override
  public JSONSchemaPropsOrArray read(JsonReader in) {
    if (in.peek() == JsonForm.ARRAY) {
      return new JSONSchemaPropsOrArray(null, in.list(JSONSchemaPropsCodec.INSTANCE));
    }
    return new JSONSchemaPropsOrArray(in.valueOrNull(JSONSchemaPropsCodec.INSTANCE), List.of());
  }

  @Override
  public void write(JsonWriter out, JSONSchemaPropsOrArray value) {
    JSONSchemaProps schema = value.schema();
    if (schema == null) {
      out.list(value.schemas(), JSONSchemaPropsCodec.INSTANCE, true);
    } else {
      JSONSchemaPropsCodec.INSTANCE.write(out, schema);
    }
  }

  @Override
  public JSONSchemaPropsOrArray zero() {
    return new JSONSchemaPropsOrArray(null, List.of());
  }
}
