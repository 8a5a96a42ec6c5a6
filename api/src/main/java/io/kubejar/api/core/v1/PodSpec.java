package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What runs in a pod and how: containers, volumes, where it may be placed, restart rules, network
/// and security settings.
///
/// @param volumes Storage sources, merged by `name`, that containers of this pod can mount.
/// @param initContainers Containers run one by one, in order, each to success before the regular
///   containers start; sidecars use `restartPolicy: Always`.
/// @param containers Main containers of the pod; at least one is needed and the list is fixed after
///   creation.
/// @param ephemeralContainers Temporary debugging containers, added to a running pod only through
///   the `ephemeralcontainers` subresource.
/// @param restartPolicy When exited containers are restarted by the kubelet: `Always` (default),
///   `OnFailure` or `Never`.
/// @param terminationGracePeriodSeconds Seconds between the stop signal and a forced kill when the
///   pod is deleted; default 30, zero kills at once.
/// @param activeDeadlineSeconds Maximum seconds the pod may be active, counted from its start,
///   before it is failed; positive if set.
/// @param dnsPolicy How resolver settings are built: `ClusterFirst` (default),
///   `ClusterFirstWithHostNet`, `Default` (node settings) or `None` (only `dnsConfig`).
/// @param nodeSelector Labels, with exact values, that a node has to carry for the pod to be
///   scheduled there.
/// @param serviceAccountName Service account whose identity the pod runs under; admission fills in
///   `default` when empty.
/// @param serviceAccount Obsolete twin of `serviceAccountName`, kept in sync with it for old
///   clients.
/// @param automountServiceAccountToken Whether a token of the service account is mounted
///   automatically; overrides the setting on the account itself.
/// @param nodeName Node the pod is assigned to; empty until scheduled, and setting it directly
///   bypasses the scheduler.
/// @param hostNetwork Run in the network namespace of the node, so container ports occupy node
///   ports; default false.
/// @param hostPID Let containers see the node's processes by sharing its PID namespace; default
///   false.
/// @param hostIPC Let containers share the node's inter-process communication namespace; default
///   false.
/// @param shareProcessNamespace Give all containers of the pod one common process namespace; cannot
///   be combined with `hostPID`, default false.
/// @param securityContext Security settings for the whole pod, which individual containers may
///   partly override.
/// @param imagePullSecrets Secrets in the pod's namespace holding registry credentials for pulling
///   the container images.
/// @param hostname Host name inside the pod; the pod's own name is used when unset.
/// @param subdomain Middle part of the pod's full DNS name, usually the name of a headless service.
/// @param affinity Rules attracting the pod to, or keeping it away from, certain nodes and other
///   pods.
/// @param schedulerName Scheduler responsible for placing this pod; `default-scheduler` unless
///   another one is named.
/// @param tolerations Node taints this pod puts up with, so that they do not repel or evict it.
/// @param hostAliases Additional lines the kubelet writes to the hosts file of the pod's
///   containers.
/// @param priorityClassName Name of the PriorityClass that determines the importance of this pod;
///   the cluster default applies if empty.
/// @param priority Numeric importance resolved by admission from the priority class; larger numbers
///   are scheduled earlier.
/// @param dnsConfig Resolver settings merged into those produced by `dnsPolicy`, or the only ones
///   if that is `None`.
/// @param readinessGates Extra pod conditions that must all be true before the pod is considered
///   ready.
/// @param runtimeClassName RuntimeClass choosing the container runtime configuration; the node's
///   default handler is used when empty.
/// @param enableServiceLinks Whether environment variables describing the namespace's services are
///   injected into containers; default true.
/// @param preemptionPolicy Whether this pod may evict less important ones to get scheduled:
///   `PreemptLowerPriority` (default) or `Never`.
/// @param overhead Resources consumed by the runtime itself, added to container requests; admission
///   copies it from the RuntimeClass.
/// @param topologySpreadConstraints Rules for distributing matching pods evenly over zones, nodes
///   or other domains; all of them must hold.
/// @param setHostnameAsFQDN Use the fully qualified domain name instead of the short name as kernel
///   host name; default false.
/// @param os Operating system the containers are built for; restricts which security fields may be
///   set.
/// @param hostUsers If false, a separate user namespace is created for the pod; true, the default,
///   uses the node's.
/// @param schedulingGates Named blocks that hold back scheduling until all are removed; they can be
///   given only at creation.
/// @param resourceClaims Resource claims the pod depends on; its containers refer to them by their
///   names in this list.
/// @param resources Total CPU, memory and huge page requests and limits shared by all containers of
///   the pod.
/// @param hostnameOverride Host name applied exactly as given, instead of one derived from
///   `hostname`, `subdomain` or the pod name.
/// @param schedulingGroup Group of pods this one belongs to, which the scheduler treats as a unit.
@ApiType(value = "io.k8s.api.core.v1.PodSpec", proto = "k8s.io.api.core.v1.PodSpec")
public record PodSpec(
    @Field(
            tag = 1,
            list = ListType.MAP,
            keys = "name",
            patch = {"merge", "retainKeys"},
            mergeKey = "name")
        List<Volume> volumes,
    @Field(tag = 20, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<Container> initContainers,
    @Field(
            tag = 2,
            required = true,
            always = true,
            list = ListType.MAP,
            keys = "name",
            patch = "merge",
            mergeKey = "name")
        List<Container> containers,
    @Field(tag = 34, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<EphemeralContainer> ephemeralContainers,
    @Field(
            tag = 3,
            oneOf = {"Always", "Never", "OnFailure"})
        String restartPolicy,
    @Field(tag = 4, format = "int64") @Nullable Long terminationGracePeriodSeconds,
    @Field(tag = 5, format = "int64") @Nullable Long activeDeadlineSeconds,
    @Field(
            tag = 6,
            oneOf = {"ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"})
        String dnsPolicy,
    @Field(tag = 7, atomic = true) Map<String, String> nodeSelector,
    @Field(tag = 8) String serviceAccountName,
    @Field(tag = 9) String serviceAccount,
    @Field(tag = 21) @Nullable Boolean automountServiceAccountToken,
    @Field(tag = 10) String nodeName,
    @Field(tag = 11) boolean hostNetwork,
    @Field(tag = 12) boolean hostPID,
    @Field(tag = 13) boolean hostIPC,
    @Field(tag = 27) @Nullable Boolean shareProcessNamespace,
    @Field(tag = 14) @Nullable PodSecurityContext securityContext,
    @Field(tag = 15, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<LocalObjectReference> imagePullSecrets,
    @Field(tag = 16) String hostname,
    @Field(tag = 17) String subdomain,
    @Field(tag = 18) @Nullable Affinity affinity,
    @Field(tag = 19) String schedulerName,
    @Field(tag = 22, list = ListType.ATOMIC) List<Toleration> tolerations,
    @Field(tag = 23, list = ListType.MAP, keys = "ip", patch = "merge", mergeKey = "ip")
        List<HostAlias> hostAliases,
    @Field(tag = 24) String priorityClassName,
    @Field(tag = 25, format = "int32") @Nullable Integer priority,
    @Field(tag = 26) @Nullable PodDNSConfig dnsConfig,
    @Field(tag = 28, list = ListType.ATOMIC) List<PodReadinessGate> readinessGates,
    @Field(tag = 29) @Nullable String runtimeClassName,
    @Field(tag = 30) @Nullable Boolean enableServiceLinks,
    @Field(
            tag = 31,
            oneOf = {"Never", "PreemptLowerPriority"})
        @Nullable String preemptionPolicy,
    @Field(tag = 32) Map<String, Quantity> overhead,
    @Field(
            tag = 33,
            list = ListType.MAP,
            keys = {"topologyKey", "whenUnsatisfiable"},
            patch = "merge",
            mergeKey = "topologyKey")
        List<TopologySpreadConstraint> topologySpreadConstraints,
    @Field(tag = 35) @Nullable Boolean setHostnameAsFQDN,
    @Field(tag = 36) @Nullable PodOS os,
    @Field(tag = 37) @Nullable Boolean hostUsers,
    @Field(tag = 38, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<PodSchedulingGate> schedulingGates,
    @Field(
            tag = 39,
            list = ListType.MAP,
            keys = "name",
            patch = {"merge", "retainKeys"},
            mergeKey = "name")
        List<PodResourceClaim> resourceClaims,
    @Field(tag = 40, gate = "PodLevelResources") @Nullable ResourceRequirements resources,
    @Field(tag = 41, gate = "HostnameOverride") @Nullable String hostnameOverride,
    @Field(tag = 43, gate = "GenericWorkload") @Nullable PodSchedulingGroup schedulingGroup)
    implements PodSpecBuilder.With {
  public PodSpec {
    volumes = List.copyOf(volumes);
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    ephemeralContainers = List.copyOf(ephemeralContainers);
    imagePullSecrets = List.copyOf(imagePullSecrets);
    tolerations = List.copyOf(tolerations);
    hostAliases = List.copyOf(hostAliases);
    readinessGates = List.copyOf(readinessGates);
    topologySpreadConstraints = List.copyOf(topologySpreadConstraints);
    schedulingGates = List.copyOf(schedulingGates);
    resourceClaims = List.copyOf(resourceClaims);
    nodeSelector = SortedStringMap.copyOf(nodeSelector);
    overhead = SortedStringMap.copyOf(overhead);
  }

  /// An empty draft.
  public static PodSpecBuilder builder() {
    return new PodSpecBuilder();
  }
}
