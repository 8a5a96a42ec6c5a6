package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Facts about the pod itself written as files in a projected volume.
///
/// @param items Files to create and the pod facts they contain.
@ApiType(
    value = "io.k8s.api.core.v1.DownwardAPIProjection",
    proto = "k8s.io.api.core.v1.DownwardAPIProjection")
public record DownwardAPIProjection(
    @Field(tag = 1, list = ListType.ATOMIC) List<DownwardAPIVolumeFile> items)
    implements DownwardAPIProjectionBuilder.With {
  public DownwardAPIProjection {
    items = List.copyOf(items);
  }

  /// An empty draft.
  public static DownwardAPIProjectionBuilder builder() {
    return new DownwardAPIProjectionBuilder();
  }
}
