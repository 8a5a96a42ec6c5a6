package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The phase of a namespace (`Active` or `Terminating`) and its conditions.
///
/// @param phase Stage of life: `Active`, or `Terminating` while its content is being deleted.
/// @param conditions What still obstructs the namespace's deletion, one entry per type.
@ApiType(value = "io.k8s.api.core.v1.NamespaceStatus", proto = "k8s.io.api.core.v1.NamespaceStatus")
public record NamespaceStatus(
    @Field(
            tag = 1,
            oneOf = {"Active", "Terminating"})
        String phase,
    @Field(tag = 2, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<NamespaceCondition> conditions)
    implements NamespaceStatusBuilder.With {
  public NamespaceStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static NamespaceStatusBuilder builder() {
    return new NamespaceStatusBuilder();
  }
}
