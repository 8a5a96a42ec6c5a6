package io.kubejar.api.apps.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.RawJson;

/// An unchangeable snapshot of a controller's state with a revision number, used for rolling back
/// stateful and daemon sets.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param data Serialized snapshot of the owner's template, as arbitrary JSON; cannot be changed
///   afterwards.
/// @param revision Ordinal of this snapshot in the history; higher means more recent.
@ApiType(
    value = "io.k8s.api.apps.v1.ControllerRevision",
    proto = "k8s.io.api.apps.v1.ControllerRevision",
    group = "apps",
    version = "v1",
    kind = "ControllerRevision")
public record ControllerRevision(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) RawJson data,
    @Field(tag = 3, required = true, always = true, format = "int64") long revision)
    implements ApiObject, ControllerRevisionBuilder.With {
  /// An empty draft.
  public static ControllerRevisionBuilder builder() {
    return new ControllerRevisionBuilder();
  }
}
