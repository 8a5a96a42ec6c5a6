package io.kubejar.api.node.v1;

import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;

/// The node labels and tolerations added to pods that use a runtime class.
///
/// @param nodeSelector Labels required of the nodes, merged into the pod's own selector; conflicts
///   reject the pod.
/// @param tolerations Tolerations added to pods of the class, without duplicates, at admission.
@ApiType(value = "io.k8s.api.node.v1.Scheduling", proto = "k8s.io.api.node.v1.Scheduling")
public record Scheduling(
    @Field(tag = 1, atomic = true) Map<String, String> nodeSelector,
    @Field(tag = 2, list = ListType.ATOMIC) List<Toleration> tolerations)
    implements SchedulingBuilder.With {
  public Scheduling {
    tolerations = List.copyOf(tolerations);
    nodeSelector = SortedStringMap.copyOf(nodeSelector);
  }

  /// An empty draft.
  public static SchedulingBuilder builder() {
    return new SchedulingBuilder();
  }
}
