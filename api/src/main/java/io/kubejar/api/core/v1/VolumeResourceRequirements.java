package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// The least and the greatest storage size of a claim, under the resource name `storage`.
///
/// @param limits Largest amount acceptable for each resource, chiefly `storage`.
/// @param requests Smallest amount needed of each resource, chiefly `storage`; may not exceed the
///   limit.
@ApiType(
    value = "io.k8s.api.core.v1.VolumeResourceRequirements",
    proto = "k8s.io.api.core.v1.VolumeResourceRequirements")
public record VolumeResourceRequirements(
    @Field(tag = 1) Map<String, Quantity> limits, @Field(tag = 2) Map<String, Quantity> requests)
    implements VolumeResourceRequirementsBuilder.With {
  public VolumeResourceRequirements {
    limits = SortedStringMap.copyOf(limits);
    requests = SortedStringMap.copyOf(requests);
  }

  /// An empty draft.
  public static VolumeResourceRequirementsBuilder builder() {
    return new VolumeResourceRequirementsBuilder();
  }
}
