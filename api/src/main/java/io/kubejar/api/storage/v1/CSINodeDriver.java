package io.kubejar.api.storage.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A driver on a node: its name, its own ID for the node, the topology keys it uses, and the number
/// of volumes it can serve.
///
/// @param name Name of the CSI driver, identical to what the driver reports itself.
/// @param nodeID Identifier by which the driver's storage system knows this node.
/// @param topologyKeys Node label keys that describe the topology of the driver's storage.
/// @param allocatable Limit of volumes the node can take from the driver; absent means unknown.
@ApiType(
    value = "io.k8s.api.storage.v1.CSINodeDriver",
    proto = "k8s.io.api.storage.v1.CSINodeDriver")
public record CSINodeDriver(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) String nodeID,
    @Field(tag = 3, always = true, list = ListType.ATOMIC) List<String> topologyKeys,
    @Field(tag = 4) @Nullable VolumeNodeResources allocatable)
    implements CSINodeDriverBuilder.With {
  public CSINodeDriver {
    topologyKeys = List.copyOf(topologyKeys);
  }

  /// An empty draft.
  public static CSINodeDriverBuilder builder() {
    return new CSINodeDriverBuilder();
  }
}
