package io.kubejar.api.storage.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// A named set of volume parameters of a CSI driver that can be changed during a volume's life.
///
/// @param metadata Standard object metadata; claims refer to this class by its name.
/// @param driverName Name of the CSI driver that understands the parameters; cannot be changed.
/// @param parameters Driver-specific attributes for volumes, at least one and at most 512; cannot
///   be changed.
@ApiType(
    value = "io.k8s.api.storage.v1.VolumeAttributesClass",
    proto = "k8s.io.api.storage.v1.VolumeAttributesClass",
    group = "storage.k8s.io",
    version = "v1",
    kind = "VolumeAttributesClass")
public record VolumeAttributesClass(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) String driverName,
    @Field(tag = 3) Map<String, String> parameters)
    implements ApiObject, VolumeAttributesClassBuilder.With {
  public VolumeAttributesClass {
    parameters = SortedStringMap.copyOf(parameters);
  }

  /// An empty draft.
  public static VolumeAttributesClassBuilder builder() {
    return new VolumeAttributesClassBuilder();
  }
}
