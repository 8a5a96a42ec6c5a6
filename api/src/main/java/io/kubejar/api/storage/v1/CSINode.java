package io.kubejar.api.storage.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The CSI drivers present on one node, under the name of the node.
///
/// @param metadata Standard object metadata; the name must equal that of the node.
/// @param spec Drivers that have been registered on the node so far.
@ApiType(
    value = "io.k8s.api.storage.v1.CSINode",
    proto = "k8s.io.api.storage.v1.CSINode",
    group = "storage.k8s.io",
    version = "v1",
    kind = "CSINode")
public record CSINode(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) CSINodeSpec spec)
    implements ApiObject, CSINodeBuilder.With {
  /// An empty draft.
  public static CSINodeBuilder builder() {
    return new CSINodeBuilder();
  }
}
