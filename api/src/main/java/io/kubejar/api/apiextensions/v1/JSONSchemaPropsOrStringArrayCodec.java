package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.Codecs;
import io.kubejar.api.codec.JsonForm;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import java.util.List;

/// The JSON form of [JSONSchemaPropsOrStringArray].
public final class JSONSchemaPropsOrStringArrayCodec
    implements Codec<JSONSchemaPropsOrStringArray> {
  public static final JSONSchemaPropsOrStringArrayCodec INSTANCE =
      new JSONSchemaPropsOrStringArrayCodec();

  private JSONSchemaPropsOrStringArrayCodec() {}

  @Override
  public JSONSchemaPropsOrStringArray read(JsonReader in) {
    if (in.peek() == JsonForm.ARRAY) {
      return new JSONSchemaPropsOrStringArray(null, in.list(Codecs.STRING));
    }
    return new JSONSchemaPropsOrStringArray(
        in.valueOrNull(JSONSchemaPropsCodec.INSTANCE), List.of());
  }

  @Override
  public void write(JsonWriter out, JSONSchemaPropsOrStringArray value) {
    JSONSchemaProps schema = value.schema();
    if (schema == null) {
      out.list(value.properties(), Codecs.STRING, true);
    } else {
      JSONSchemaPropsCodec.INSTANCE.write(out, schema);
    }
  }

  @Override
  public JSONSchemaPropsOrStringArray zero() {
    return new JSONSchemaPropsOrStringArray(null, List.of());
  }
}
