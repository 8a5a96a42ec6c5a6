package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// An image present on a node: all names it is known by and its size in bytes.
///
/// @param names Tags and digests under which the node knows this image.
/// @param sizeBytes Space the image occupies on the node, in bytes.
@ApiType(value = "io.k8s.api.core.v1.ContainerImage", proto = "k8s.io.api.core.v1.ContainerImage")
public record ContainerImage(
    @Field(tag = 1, always = true, list = ListType.ATOMIC) List<String> names,
    @Field(tag = 2, format = "int64") long sizeBytes)
    implements ContainerImageBuilder.With {
  public ContainerImage {
    names = List.copyOf(names);
  }

  /// An empty draft.
  public static ContainerImageBuilder builder() {
    return new ContainerImageBuilder();
  }
}
