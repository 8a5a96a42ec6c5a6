package io.kubejar.api.node.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;

/// The fixed amounts of resources that running a pod under a runtime class costs in addition to its
/// containers.
///
/// @param podFixed Resources, by name, that running a pod costs beyond what its containers request.
@ApiType(value = "io.k8s.api.node.v1.Overhead", proto = "k8s.io.api.node.v1.Overhead")
public record Overhead(@Field(tag = 1) Map<String, Quantity> podFixed)
    implements OverheadBuilder.With {
  public Overhead {
    podFixed = SortedStringMap.copyOf(podFixed);
  }

  /// An empty draft.
  public static OverheadBuilder builder() {
    return new OverheadBuilder();
  }
}
