package io.kubejar.api.storage.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The drivers registered on a node.
///
/// @param drivers Information for each driver registered on the node; may be an empty list.
@ApiType(value = "io.k8s.api.storage.v1.CSINodeSpec", proto = "k8s.io.api.storage.v1.CSINodeSpec")
public record CSINodeSpec(
    @Field(
            tag = 1,
            required = true,
            always = true,
            list = ListType.MAP,
            keys = "name",
            patch = "merge",
            mergeKey = "name")
        List<CSINodeDriver> drivers)
    implements CSINodeSpecBuilder.With {
  public CSINodeSpec {
    drivers = List.copyOf(drivers);
  }

  /// An empty draft.
  public static CSINodeSpecBuilder builder() {
    return new CSINodeSpecBuilder();
  }
}
