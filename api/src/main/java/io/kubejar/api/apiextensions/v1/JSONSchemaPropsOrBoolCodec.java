package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;

/// The JSON form of [JSONSchemaPropsOrBool].
public final class JSONSchemaPropsOrBoolCodec implements Codec<JSONSchemaPropsOrBool> {
  public static final JSONSchemaPropsOrBoolCodec INSTANCE = new JSONSchemaPropsOrBoolCodec();

  private JSONSchemaPropsOrBoolCodec() {}

  @Override
  public JSONSchemaPropsOrBool read(JsonReader in) {
    return switch (in.peek()) {
      case BOOLEAN -> new JSONSchemaPropsOrBool(in.bool(), null);
      case OBJECT -> new JSONSchemaPropsOrBool(true, in.value(JSONSchemaPropsCodec.INSTANCE));
      case ARRAY, STRING, NUMBER, NULL -> throw in.error("boolean or JSON schema expected");
    };
  }

  @Override
  public void write(JsonWriter out, JSONSchemaPropsOrBool value) {
    JSONSchemaProps schema = value.schema();
    if (schema == null) {
      out.bool(value.allows());
    } else {
      JSONSchemaPropsCodec.INSTANCE.write(out, schema);
    }
  }

  @Override
  public JSONSchemaPropsOrBool zero() {
    return new JSONSchemaPropsOrBool(false, null);
  }
}
