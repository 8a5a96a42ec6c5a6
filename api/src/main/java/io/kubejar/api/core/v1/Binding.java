package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// An order to place a pod on a node, posted by a scheduler: `metadata` names the pod and `target`
/// the node.
///
/// @param metadata Standard data; name and namespace are those of the pod being bound.
/// @param target Where the pod goes, normally a reference to a node.
@ApiType(
    value = "io.k8s.api.core.v1.Binding",
    proto = "k8s.io.api.core.v1.Binding",
    version = "v1",
    kind = "Binding")
public record Binding(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) ObjectReference target)
    implements ApiObject, BindingBuilder.With {
  /// An empty draft.
  public static BindingBuilder builder() {
    return new BindingBuilder();
  }
}
