package io.kubejar.wire.json;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.FieldName;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ListMetaCodec;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectList;
import java.util.List;

/// The JSON form of a list of objects of one kind, such as `PodList`.
///
/// @param <T> the kind's record
public final class ObjectListCodec<T> implements Codec<ObjectList<T>> {
  private static final FieldName METADATA = new FieldName("metadata");
  private static final FieldName ITEMS = new FieldName("items");

  private final ObjectCodec<T> item;

  public ObjectListCodec(ObjectCodec<T> item) {
    this.item = item;
  }

  @Override
  public ObjectList<T> zero() {
    return new ObjectList<>(ListMetaCodec.INSTANCE.zero(), List.of());
  }

  @Override
  public ObjectList<T> read(JsonReader in) {
    ListMeta metadata = ListMetaCodec.INSTANCE.zero();
    List<T> items = List.of();
    if (in.beginObject()) {
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        switch (name) {
          case "metadata" -> metadata = in.value(ListMetaCodec.INSTANCE);
          case "items" -> items = in.list(item);
          case "kind", "apiVersion" -> in.skip();
          default -> in.unknownField(name);
        }
      }
    }
    return new ObjectList<>(metadata, items);
  }

  @Override
  public void write(JsonWriter out, ObjectList<T> value) {
    begin(out, value.metadata());
    for (T each : value.items()) {
      item.write(out, each);
    }
    end(out);
  }

  /// Writes what stands before the items, so that a caller can write them one by one.
  public void begin(JsonWriter out, ListMeta metadata) {
    out.beginObject();
    out.name(ObjectCodec.KIND);
    out.string(item.kind() + "List");
    out.name(ObjectCodec.API_VERSION);
    out.string(item.apiVersion());
    out.name(METADATA);
    ListMetaCodec.INSTANCE.write(out, metadata);
    out.name(ITEMS);
    out.beginArray();
  }

  /// Writes what stands after the items.
  public void end(JsonWriter out) {
    out.endArray();
    out.endObject();
  }
}
