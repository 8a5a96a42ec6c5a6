package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A namespaced store of non-secret settings: text values in `data`, base64 bytes in `binaryData`.
/// The total size is limited to about 1 MiB.
///
/// @param metadata Name, namespace, labels and other standard data of the config map.
/// @param immutable If true, the data can never be changed again; only deletion remains. Default
///   false.
/// @param data Text entries by key; keys consist of letters, digits, `-`, `_` and `.`.
/// @param binaryData Entries of arbitrary bytes, base64 in JSON; may not share keys with `data`.
@ApiType(
    value = "io.k8s.api.core.v1.ConfigMap",
    proto = "k8s.io.api.core.v1.ConfigMap",
    version = "v1",
    kind = "ConfigMap")
public record ConfigMap(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 4) @Nullable Boolean immutable,
    @Field(tag = 2) Map<String, String> data,
    @Field(tag = 3, format = "byte") Map<String, Bytes> binaryData)
    implements ApiObject, ConfigMapBuilder.With {
  public ConfigMap {
    data = SortedStringMap.copyOf(data);
    binaryData = SortedStringMap.copyOf(binaryData);
  }

  /// An empty draft.
  public static ConfigMapBuilder builder() {
    return new ConfigMapBuilder();
  }
}
