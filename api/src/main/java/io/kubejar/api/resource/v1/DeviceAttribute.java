package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The value of a device attribute: an integer, boolean, string or semantic version, or a list of
/// one of these. Exactly one is set.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceAttribute",
    proto = "k8s.io.api.resource.v1.DeviceAttribute")
public record DeviceAttribute(
    @Field(tag = 2, json = "int", format = "int64") @Nullable Long intValue,
    @Field(tag = 3) @Nullable Boolean bool,
    @Field(tag = 4) @Nullable String string,
    @Field(tag = 5) @Nullable String version,
    @Field(tag = 6, format = "int64", list = ListType.ATOMIC, gate = "DRAListTypeAttributes")
        List<Long> ints,
    @Field(tag = 7, list = ListType.ATOMIC, gate = "DRAListTypeAttributes") List<Boolean> bools,
    @Field(tag = 8, list = ListType.ATOMIC, gate = "DRAListTypeAttributes") List<String> strings,
    @Field(tag = 9, list = ListType.ATOMIC, gate = "DRAListTypeAttributes") List<String> versions)
    implements DeviceAttributeBuilder.With {
  public DeviceAttribute {
    ints = List.copyOf(ints);
    bools = List.copyOf(bools);
    strings = List.copyOf(strings);
    versions = List.copyOf(versions);
  }

  /// An empty draft.
  public static DeviceAttributeBuilder builder() {
    return new DeviceAttributeBuilder();
  }
}
