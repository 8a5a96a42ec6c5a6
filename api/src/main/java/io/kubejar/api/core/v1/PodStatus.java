package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import io.kubejar.api.value.Time;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a pod: phase, conditions, addresses, the state of each container, and the
/// resources granted.
///
/// @param observedGeneration The `metadata.generation` of the spec this status was computed from.
/// @param phase Coarse life-cycle stage: `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
/// @param conditions Observed aspects of the pod, such as `PodScheduled` and `Ready`, one entry per
///   type.
/// @param message Text for humans that explains why the pod is in this state.
/// @param reason One CamelCase word for the cause of the present state, for example `Evicted`.
/// @param nominatedNodeName Node where the pod is expected to land once preempted pods are gone;
///   not a guarantee.
/// @param hostIP Address of the node running the pod; empty until the pod has been scheduled and
///   picked up.
/// @param hostIPs All addresses of the node, at most one per IP family; the first equals `hostIP`.
/// @param podIP Main address of the pod inside the cluster; empty until one is allocated.
/// @param podIPs All addresses of the pod, at most one each for IPv4 and IPv6; the first equals
///   `podIP`.
/// @param startTime When the kubelet accepted the pod, before any image was pulled.
/// @param initContainerStatuses State of every init container, in the order in which the spec lists
///   them.
/// @param containerStatuses State of every regular container in the pod.
/// @param qosClass Quality-of-service class derived from requests and limits: `Guaranteed`,
///   `Burstable` or `BestEffort`.
/// @param ephemeralContainerStatuses State of the ephemeral debugging containers that were added to
///   this pod.
/// @param resize Progress of an in-place resource change; superseded by the `PodResizePending` and
///   `PodResizeInProgress` conditions.
/// @param resourceClaimStatuses Names of the claims that were created or chosen for the entries of
///   `spec.resourceClaims`.
/// @param extendedResourceClaimStatus The claim generated to satisfy this pod's extended resources
///   by dynamic allocation.
/// @param allocatedResources Pod-level resource amounts that the node has reserved for this pod.
/// @param resources Pod-level requests and limits that are in effect for the running pod.
/// @param nodeAllocatableResourceClaimStatuses Ordinary node resources, such as CPU or memory, that
///   are consumed by way of resource claims.
@ApiType(value = "io.k8s.api.core.v1.PodStatus", proto = "k8s.io.api.core.v1.PodStatus")
public record PodStatus(
    @Field(tag = 17, format = "int64") long observedGeneration,
    @Field(
            tag = 1,
            oneOf = {"Failed", "Pending", "Running", "Succeeded", "Unknown"})
        String phase,
    @Field(tag = 2, list = ListType.MAP, keys = "type", patch = "merge", mergeKey = "type")
        List<PodCondition> conditions,
    @Field(tag = 3) String message,
    @Field(tag = 4) String reason,
    @Field(tag = 11) String nominatedNodeName,
    @Field(tag = 5) String hostIP,
    @Field(tag = 16, list = ListType.ATOMIC, patch = "merge", mergeKey = "ip") List<HostIP> hostIPs,
    @Field(tag = 6) String podIP,
    @Field(tag = 12, list = ListType.MAP, keys = "ip", patch = "merge", mergeKey = "ip")
        List<PodIP> podIPs,
    @Field(tag = 7) @Nullable Time startTime,
    @Field(tag = 10, list = ListType.ATOMIC) List<ContainerStatus> initContainerStatuses,
    @Field(tag = 8, list = ListType.ATOMIC) List<ContainerStatus> containerStatuses,
    @Field(
            tag = 9,
            oneOf = {"BestEffort", "Burstable", "Guaranteed"})
        String qosClass,
    @Field(tag = 13, list = ListType.ATOMIC) List<ContainerStatus> ephemeralContainerStatuses,
    @Field(
            tag = 14,
            known = {"Deferred", "InProgress", "Infeasible"})
        String resize,
    @Field(
            tag = 15,
            list = ListType.MAP,
            keys = "name",
            patch = {"merge", "retainKeys"},
            mergeKey = "name")
        List<PodResourceClaimStatus> resourceClaimStatuses,
    @Field(tag = 18, gate = "DRAExtendedResource")
        @Nullable PodExtendedResourceClaimStatus extendedResourceClaimStatus,
    @Field(tag = 19, gate = "InPlacePodLevelResourcesVerticalScaling")
        Map<String, Quantity> allocatedResources,
    @Field(tag = 20, gate = "InPlacePodLevelResourcesVerticalScaling")
        @Nullable ResourceRequirements resources,
    @Field(tag = 21, list = ListType.ATOMIC, gate = "DRANodeAllocatableResources")
        List<NodeAllocatableResourceClaimStatus> nodeAllocatableResourceClaimStatuses)
    implements PodStatusBuilder.With {
  public PodStatus {
    conditions = List.copyOf(conditions);
    hostIPs = List.copyOf(hostIPs);
    podIPs = List.copyOf(podIPs);
    initContainerStatuses = List.copyOf(initContainerStatuses);
    containerStatuses = List.copyOf(containerStatuses);
    ephemeralContainerStatuses = List.copyOf(ephemeralContainerStatuses);
    resourceClaimStatuses = List.copyOf(resourceClaimStatuses);
    nodeAllocatableResourceClaimStatuses = List.copyOf(nodeAllocatableResourceClaimStatuses);
    allocatedResources = SortedStringMap.copyOf(allocatedResources);
  }

  /// An empty draft.
  public static PodStatusBuilder builder() {
    return new PodStatusBuilder();
  }
}
