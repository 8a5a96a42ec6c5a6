package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a node reports of itself: capacity, allocatable amounts, conditions, addresses, software
/// versions, images and volumes.
///
/// @param capacity Total resources of the machine, such as CPU, memory, ephemeral storage and pods.
/// @param allocatable Resources left for pods after reservations of the system; default equals
///   `capacity`.
/// @param phase Obsolete life-cycle stage: `Pending`, `Running` or `Terminated`; no longer
///   maintained.
/// @param conditions Observed health, such as `Ready` and `MemoryPressure`, one entry per type.
/// @param addresses Addresses and host names under which the node can be reached.
/// @param daemonEndpoints Ports of services running on the node, namely the kubelet.
/// @param nodeInfo Versions and identifiers of the node's hardware, system and Kubernetes
///   components.
/// @param images Container images present on the node; the kubelet reports at most 50 by default.
/// @param volumesInUse Attachable volumes that are mounted, and hence unsafe to detach.
/// @param volumesAttached Volumes the controller has attached to this node.
/// @param config Former status of dynamic kubelet configuration; no longer filled in.
/// @param runtimeHandlers Container runtime handlers on this node with their capabilities.
/// @param features Optional abilities of the node's container runtime, independent of any handler.
/// @param declaredFeatures Names of Kubernetes features that this node declares to support, for the
///   scheduler to consult.
@ApiType(value = "io.k8s.api.core.v1.NodeStatus", proto = "k8s.io.api.core.v1.NodeStatus")
public record NodeStatus(
    @Field(tag = 1) Map<String, Quantity> capacity,
    @Field(tag = 2) Map<String, Quantity> allocatable,
    @Field(
            tag = 3,
            oneOf = {"Pending", "Running", "Terminated"})
        String phase,
    @Field(tag = 4, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<NodeCondition> conditions,
    @Field(tag = 5, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<NodeAddress> addresses,
    @Field(tag = 6) NodeDaemonEndpoints daemonEndpoints,
    @Field(tag = 7) NodeSystemInfo nodeInfo,
    @Field(tag = 8, list = ListType.ATOMIC) List<ContainerImage> images,
    @Field(tag = 9, list = ListType.ATOMIC) List<String> volumesInUse,
    @Field(tag = 10, list = ListType.ATOMIC) List<AttachedVolume> volumesAttached,
    @Field(tag = 11) @Nullable NodeConfigStatus config,
    @Field(tag = 12, list = ListType.ATOMIC) List<NodeRuntimeHandler> runtimeHandlers,
    @Field(tag = 13) @Nullable NodeFeatures features,
    @Field(tag = 14, list = ListType.ATOMIC, gate = "NodeDeclaredFeatures")
        List<String> declaredFeatures)
    implements NodeStatusBuilder.With {
  public NodeStatus {
    conditions = List.copyOf(conditions);
    addresses = List.copyOf(addresses);
    images = List.copyOf(images);
    volumesInUse = List.copyOf(volumesInUse);
    volumesAttached = List.copyOf(volumesAttached);
    runtimeHandlers = List.copyOf(runtimeHandlers);
    declaredFeatures = List.copyOf(declaredFeatures);
    capacity = SortedStringMap.copyOf(capacity);
    allocatable = SortedStringMap.copyOf(allocatable);
  }

  /// An empty draft.
  public static NodeStatusBuilder builder() {
    return new NodeStatusBuilder();
  }
}
