package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Bytes;

/// The stored bitmap of what is taken from a range, such as service addresses or node ports. Used
/// inside the API server.
///
/// @param metadata Name and other standard data of the allocation record.
/// @param range Text describing the range, such as a CIDR or a span of ports.
/// @param data Bit array marking which members of the range are taken.
@ApiType(
    value = "io.k8s.api.core.v1.RangeAllocation",
    proto = "k8s.io.api.core.v1.RangeAllocation",
    version = "v1",
    kind = "RangeAllocation")
public record RangeAllocation(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) String range,
    @Field(tag = 3, required = true, always = true, format = "byte") Bytes data)
    implements ApiObject, RangeAllocationBuilder.With {
  /// An empty draft.
  public static RangeAllocationBuilder builder() {
    return new RangeAllocationBuilder();
  }
}
